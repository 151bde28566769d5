# One directory of src = one namespace = one static library.
#
# add_module(NAME [DEPENDS module...] [LIBRARIES target...])
#   DEPENDS    modules of lower layers; docs/architecture.md has the table, tools/check_layers.py
#              compares the includes with it.
#   LIBRARIES  foreign targets; linked publicly because static libraries pass them on.
function(add_module name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
  if(NOT sources)
    message(FATAL_ERROR "module ${name} has no sources")
  endif()
  add_library(certwright_${name} STATIC ${sources})
  target_include_directories(certwright_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM arg_DEPENDS PREPEND certwright_)
  target_link_libraries(certwright_${name} PUBLIC ${arg_DEPENDS} ${arg_LIBRARIES})
  target_link_libraries(certwright_${name} PRIVATE certwright_warnings)
endfunction()

# add_module_tests(KIND MODULE [THREADS] [LIBRARIES target...]): every *_test.cpp under tests/KIND/MODULE
# becomes the executable KIND_MODULE, of which the target certwright_tests makes all. Those that start
# threads are made by the target certwright_thread_tests too, and have the label threads.
function(add_module_tests kind name)
  cmake_parse_arguments(arg "THREADS" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${kind}/${name}/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(target ${kind}_${name})
  set(labels ${kind})
  add_executable(${target} ${sources})
  # Small batches for tests: they name much alike, and grow under the sanitizers.
  set_target_properties(${target} PROPERTIES UNITY_BUILD_BATCH_SIZE 8)
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${target} PRIVATE
    CERTWRIGHT_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" CERTWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE
    certwright_${name} certwright_test_support certwright_warnings GTest::gtest_main ${arg_LIBRARIES})
  add_dependencies(certwright_tests ${target})
  if(arg_THREADS)
    add_dependencies(certwright_thread_tests ${target})
    list(APPEND labels threads)
  endif()
  add_test_shards(${target} "${labels}")
endfunction()

# Each case by itself would start a process that costs more than most cases do; all in one would leave cores
# idle. An odd number, because cases go to the shards by turns and every second one is for PostgreSQL.
function(add_test_shards target labels)
  set(shards 3)
  foreach(shard RANGE 1 ${shards})
    math(EXPR index "${shard} - 1")
    add_test(NAME ${target}.${shard} COMMAND ${target} --gtest_brief=1)
    set_tests_properties(${target}.${shard} PROPERTIES LABELS "${labels}"
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()
