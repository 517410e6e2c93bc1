# SPDX-License-Identifier: Apache-2.0
#
# Providers: each becomes build/<preset>/providers/NAME.so with NAME.json beside it.
#
#   providers/**/provider.toml   a driver: the folder's sources and its manifest
#   providers/mutants/*.c        the reference driver with one clause broken
#   providers/variants/*.c       the reference driver, correct but unusual
#   conformance/subjects/*.c     small bad drivers for the suite's own tests, never listed
#
# providers/manifest.py reads the manifests and the headers of mutants, and writes the calls of
# ndc_provider() below. A provider with a bad manifest is reported and left out; one that does
# not compile fails alone (each is a target of its own; build with `ninja -k 0 providers`).

# ndc_provider(NAME id TARGET t SOURCES ... [INCLUDES ...] [DEFINES ...] [WRAPS ...] [STRICT])
# BASE objects: a driver compiled once and linked into this one too.
function(ndc_provider)
    cmake_parse_arguments(PARSE_ARGV 0 it "STRICT" "NAME;TARGET;BASE"
                          "SOURCES;INCLUDES;DEFINES;WRAPS")
    get_filename_component(folder "${it_NAME}" DIRECTORY)
    get_filename_component(file "${it_NAME}" NAME)
    add_library(${it_TARGET} MODULE EXCLUDE_FROM_ALL ${it_SOURCES})
    ndc_driver_options(${it_TARGET} "${it_INCLUDES}" "${it_DEFINES}" "${it_STRICT}")
    if(it_BASE)
        target_sources(${it_TARGET} PRIVATE $<TARGET_OBJECTS:${it_BASE}>)
    endif()
    list(TRANSFORM it_WRAPS PREPEND "-Wl,--wrap=")
    target_link_options(${it_TARGET} PRIVATE -Wl,-z,now ${it_WRAPS})
    set_target_properties(${it_TARGET} PROPERTIES
        PREFIX "" OUTPUT_NAME "${file}" LINKER_LANGUAGE C
        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/providers/${folder}")
    set(manifest "${CMAKE_BINARY_DIR}/manifests/${it_NAME}.json")
    set_property(TARGET ${it_TARGET} PROPERTY LINK_DEPENDS "${manifest}")
    add_custom_command(TARGET ${it_TARGET} POST_BUILD VERBATIM
        COMMAND ${CMAKE_COMMAND} -E copy "${manifest}" "$<TARGET_FILE_DIR:${it_TARGET}>/")
    add_dependencies(providers ${it_TARGET})
endfunction()

# The objects of a driver, compiled once for all that are linked from it.
function(ndc_provider_objects target)
    cmake_parse_arguments(PARSE_ARGV 1 it "STRICT" "" "SOURCES;INCLUDES;DEFINES")
    add_library(${target} OBJECT EXCLUDE_FROM_ALL ${it_SOURCES})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    ndc_driver_options(${target} "${it_INCLUDES}" "${it_DEFINES}" "${it_STRICT}")
endfunction()

# A driver sees the public headers and its own; drivers of ours keep our warnings. Pool tags are
# spelled 'abcd', which is not worth a warning.
function(ndc_driver_options target includes defines strict)
    target_include_directories(${target} PRIVATE
        ${includes} "${CMAKE_SOURCE_DIR}/harness/include" "${CMAKE_SOURCE_DIR}/harness/include/wdk")
    target_compile_definitions(${target} PRIVATE ${defines})
    # WCHAR has 16 bits; Windows drivers index the last array of a structure beyond its bound.
    # Line numbers, so that a report can name the driver's own line.
    target_compile_options(${target} PRIVATE -g1 "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/="
                           "-ffile-prefix-map=${CMAKE_BINARY_DIR}=."
                           -fshort-wchar -fno-strict-aliasing
                           $<$<C_COMPILER_ID:GNU>:-fno-aggressive-loop-optimizations>)
    if(strict)
        target_compile_options(${target} PRIVATE ${warnings} -Wno-multichar)
    else()
        target_compile_options(${target} PRIVATE -Wall -Wno-multichar)
        set_target_properties(${target} PROPERTIES C_EXTENSIONS ON)
    endif()
endfunction()

add_custom_target(providers)
file(GLOB_RECURSE provider_files CONFIGURE_DEPENDS
     providers/*.c providers/provider.toml conformance/subjects/*.c)
list(FILTER provider_files INCLUDE REGEX "provider[.]toml$|/mutants/|/variants/|/subjects/")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${provider_files}
             providers/manifest.py)
execute_process(
    COMMAND ${PYTHON} -B providers/manifest.py --build "${CMAKE_BINARY_DIR}"
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    COMMAND_ERROR_IS_FATAL ANY)
include("${CMAKE_BINARY_DIR}/providers/targets.cmake")
