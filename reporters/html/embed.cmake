# Makes constants of a .cpp file: the shell of all pages with styles and Chart.js in it, and the scripts of each page.
#   cmake -DFOLDER=reporters -DCHART=chart.min.js -DPAGES=run,compare -Drun=html/a.js,html/b.js -Dcompare=...
#     -DOUTPUT=page_asset.cpp -P embed.cmake
cmake_minimum_required(VERSION 3.22)

function(refuse_end_of_element text)
  string(FIND "${text}" "</script" place)
  if(NOT place EQUAL -1)
    message(FATAL_ERROR "a script of a page would end its own element")
  endif()
endfunction()

# Sets `bytes` to the text as elements of an array.
function(array_of text)
  file(WRITE "${OUTPUT}.part" "${text}")
  file(READ "${OUTPUT}.part" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  set(bytes "${bytes}" PARENT_SCOPE)
endfunction()

file(READ "${FOLDER}/html/page.html" shell)
file(READ "${FOLDER}/html/page.css" style)
file(READ "${FOLDER}/html/chart_licence.txt" licence)
file(READ "${CHART}" chart)
refuse_end_of_element("${chart}")
string(REPLACE "@BROOD_STYLE@" "${style}" shell "${shell}")
string(REPLACE "@BROOD_CHART_LICENCE@" "${licence}" shell "${shell}")
string(REPLACE "@BROOD_CHART@" "${chart}" shell "${shell}")
array_of("${shell}")
set(constants "constexpr unsigned char kShell[] = {${bytes}};\n")

set(cases "")
string(REPLACE "," ";" pages "${PAGES}")
foreach(page IN LISTS pages)
  set(scripts "")
  string(REPLACE "," ";" names "${${page}}")
  foreach(name IN LISTS names)
    file(READ "${FOLDER}/${name}" script)
    string(APPEND scripts "${script}")
  endforeach()
  refuse_end_of_element("${scripts}")
  array_of("${scripts}")
  string(APPEND constants "constexpr unsigned char k_${page}[] = {${bytes}};\n")
  string(APPEND cases "    case PageKind::${page}: return text_of(k_${page});\n")
endforeach()

file(WRITE "${OUTPUT}" "#include \"reporters/html/page_asset.hpp\"

#include <cstddef>

namespace brood {
namespace {
${constants}
template <std::size_t size>
std::string_view text_of(const unsigned char (&bytes)[size]) {
  return {reinterpret_cast<const char*>(bytes), size};
}
}  // namespace

std::string_view page_shell() { return text_of(kShell); }

std::string_view page_scripts(PageKind kind) {
  switch (kind) {
${cases}  }
  return {};
}

}  // namespace brood
")
