# embed_directory(TARGET NAME DIRECTORY): puts every file under DIRECTORY into the library as
# read-only data, reachable as embedded_NAME() (see src/base/embedded.hpp).
find_package(Python3 REQUIRED COMPONENTS Interpreter)
function(embed_directory target name directory)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*)
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py ${name} ${directory} ${out}
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
