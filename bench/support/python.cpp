#include "bench/support/python.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace certwright::bench {

double run_python(const std::string& script, const std::string& argument) {
    const char* python = std::getenv("CERTWRIGHT_PYTHON");
    if (!python)
        throw std::runtime_error{
            "set CERTWRIGHT_PYTHON to a Python that has botocore (./test makes one in .cache/venv)"};
    const std::string command =
        std::string{python} + " " CERTWRIGHT_BENCH_PEERS "/" + script + " '" + argument + "'";
    const std::unique_ptr<std::FILE, decltype(&pclose)> pipe{popen(command.c_str(), "r"), &pclose};
    double printed = 0;
    if (!pipe || std::fscanf(pipe.get(), "%lf", &printed) != 1)
        throw std::runtime_error{"the peer did not print a number: " + command};
    return printed;
}

}  // namespace certwright::bench
