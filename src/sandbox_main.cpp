#include "sandbox/app/command_line.hpp"

int main(int argc, char** argv) {
    return certwright::sandbox::run({argv + 1, argv + argc});
}
