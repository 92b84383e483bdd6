# Folders are made as needed, also above this one.
mkdir here && cd here
slogen generate ../specs --out ../a/b/c/ | head -1
slogen generate ../specs --out ../a/b/c | head -1
cd .. && rmdir here
