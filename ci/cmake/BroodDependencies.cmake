# Installed packages first. Found once here, so that every floor names plain imported targets.
find_package(nlohmann_json 3.10 REQUIRED)
find_package(simdjson REQUIRED)
find_package(Threads REQUIRED)
find_package(pugixml REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS context)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)

# xxHash's header is all that is used of it.
find_path(BROOD_XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
mark_as_advanced(BROOD_XXHASH_INCLUDE_DIR)

# libcsv brings no description of itself; it is linked as -lcsv, also by whoever uses an installation.
find_path(BROOD_CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(BROOD_CSV_LIBRARY csv REQUIRED)
mark_as_advanced(BROOD_CSV_INCLUDE_DIR BROOD_CSV_LIBRARY)

# Nor does re2 in all its versions. Only brood is linked with it, never a program under load.
find_path(BROOD_RE2_INCLUDE_DIR re2/re2.h REQUIRED)
find_library(BROOD_RE2_LIBRARY re2 REQUIRED)
mark_as_advanced(BROOD_RE2_INCLUDE_DIR BROOD_RE2_LIBRARY)

# Charts of report.html. It becomes a part of brood, so an installation does not need it.
find_file(BROOD_CHART_JS chart.min.js PATHS /usr/share/javascript /usr/share/nodejs /usr/local/share/javascript
  PATH_SUFFIXES chart.js chart.js/dist NO_DEFAULT_PATH)
mark_as_advanced(BROOD_CHART_JS)
if(NOT BROOD_CHART_JS)
  message(FATAL_ERROR "Brood's report.html needs Chart.js 3: install Debian's libjs-chart.js, or give the path of its "
    "chart.min.js with -DBROOD_CHART_JS=PATH")
endif()
