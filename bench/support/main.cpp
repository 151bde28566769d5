#include "base/log.hpp"

#include <benchmark/benchmark.h>

int main(int argc, char** argv) {
    // The jobs of a scan tell of each start and end; here only trouble is of interest.
    certwright::log::configure(certwright::log::Level::error, certwright::log::Format::text);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
