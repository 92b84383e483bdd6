# Hidden folders are passed over, links are followed, circles come to an end.
mkdir -p specs/.hidden specs/deep/er
echo 'service' > specs/.hidden/broken.slo
echo 'service' > specs/.broken.slo
echo 'notes' > specs/notes.txt
ln -s .. specs/deep/er/loop
ln -s deep specs/again
cp specs/search.slo found
sed -i 's/search/found/; s/"catalog/"..\/..\/catalog/' found
mv found specs/deep/er/found.slo
slogen check
