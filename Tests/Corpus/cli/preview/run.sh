# Pictures of the dashboards; those of services that are gone go too, edited ones stay.
slogen preview
mv specs/checkout.slo specs/shop.slo
sed -i 's/service checkout/service shop/' specs/shop.slo
slogen preview --out preview
echo '<!-- mine -->' >> preview/shop.svg
slogen preview
slogen preview specs nowhere.slo
slogen preview --check
