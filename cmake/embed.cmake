# embed_directory(TARGET NAME DIRECTORY [NEEDS FILE HINT TEXT]): puts every file under DIRECTORY into the library as
# read-only data, reachable as embedded_NAME() (see src/base/embedded.hpp). Without the file that it needs,
# the build fails with the hint.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(embed_directory target name directory)
  cmake_parse_arguments(arg "" "NEEDS;HINT" "" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*)
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py ${name} ${directory} ${out} ${arg_NEEDS} ${arg_HINT}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
