# Installed packages first. Found once here, so that every floor names plain imported targets.
find_package(nlohmann_json 3.10 REQUIRED)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS context)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)

# libcsv brings no description of itself; it is linked as -lcsv, also by whoever uses an installation.
find_path(BROOD_CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(BROOD_CSV_LIBRARY csv REQUIRED)
mark_as_advanced(BROOD_CSV_INCLUDE_DIR BROOD_CSV_LIBRARY)
