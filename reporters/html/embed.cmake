# Puts page, styles, Chart.js and scripts together as one constant of a .cpp file.
#   cmake -DFOLDER=reporters/html -DCHART=chart.min.js -DSCRIPTS=a.js,b.js -DOUTPUT=page_asset.cpp -P embed.cmake
cmake_minimum_required(VERSION 3.22)

file(READ "${FOLDER}/page.html" page)
file(READ "${FOLDER}/page.css" style)
file(READ "${FOLDER}/chart_licence.txt" licence)
file(READ "${CHART}" chart)

set(scripts "")
string(REPLACE "," ";" names "${SCRIPTS}")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" script)
  string(APPEND scripts "${script}")
endforeach()
string(FIND "${chart}${scripts}" "</script" place)
if(NOT place EQUAL -1)
  message(FATAL_ERROR "a script of report.html would end its own element")
endif()

string(REPLACE "@BROOD_STYLE@" "${style}" page "${page}")
string(REPLACE "@BROOD_CHART_LICENCE@" "${licence}" page "${page}")
string(REPLACE "@BROOD_CHART@" "${chart}" page "${page}")
string(REPLACE "@BROOD_SCRIPTS@" "${scripts}" page "${page}")
file(WRITE "${OUTPUT}.html" "${page}")
file(READ "${OUTPUT}.html" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${OUTPUT}" "#include \"reporters/html/page_asset.hpp\"

namespace brood {
namespace {
constexpr unsigned char kPage[] = {${bytes}};
}

std::string_view page_asset() { return {reinterpret_cast<const char*>(kPage), sizeof kPage}; }

}  // namespace brood
")
