# Language standard, warnings, hardening, sanitizers, fast linking and ccache: everything that is
# the same for each target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_compile_options(-fstack-protector-strong)
# Binaries name sources from the root of the repository on, wherever it was built.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_definitions(_FORTIFY_SOURCE=2)
  add_compile_options(-g1)
  add_link_options(-Wl,-z,relro,-z,now)
endif()

if(CERTWRIGHT_SANITIZE)
  add_compile_options(-fsanitize=${CERTWRIGHT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CERTWRIGHT_SANITIZE})
endif()

# Linked privately by our own targets, so that generated and foreign sources stay free of it.
add_library(certwright_warnings INTERFACE)
target_compile_options(certwright_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Wno-missing-field-initializers)
if(CERTWRIGHT_WERROR)
  target_compile_options(certwright_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13
   AND (CERTWRIGHT_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release"))
  # Once it inlines, g++ 12 says this of every std::optional and std::variant (GCC bugs 80635, 105562).
  # The sanitizers and clang look for the real ones.
  target_compile_options(certwright_warnings INTERFACE -Wno-maybe-uninitialized -Wno-free-nonheap-object)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_UNITY_BUILD)
  # A class of one source that has members of types from its anonymous namespace: in a unity build the
  # source is an included file, and g++ warns as if it were a header that others include too.
  target_compile_options(certwright_warnings INTERFACE -Wno-subobject-linkage)
endif()
if(CERTWRIGHT_SANITIZE MATCHES thread)
  # Asio uses atomic_thread_fence, which g++ cannot instrument and warns about.
  target_compile_options(certwright_warnings INTERFACE -Wno-tsan)
endif()
