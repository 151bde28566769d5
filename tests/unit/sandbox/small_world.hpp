#pragma once

#include "sandbox/fixture/default_fixture.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <string>

namespace certwright::sandbox::test {

inline const std::string home = "000000000000";
inline const std::string away = "123456789012";

/// The default fixture under a clock that stands still.
struct SmallWorld {
    SmallWorld() { load_default_fixture(world); }

    /// A call as the front door hands it on.
    Call call(const Principal& principal, const std::string& account_id = home) {
        return {world, world.accounts.at(account_id), region, principal, operation, world.clock.now()};
    }
    const Principal& user() const { return world.access_keys.at("test").principal; }

    const std::string region = "us-east-1";
    OperationModel operation;
    Settings settings;
    certwright::test::FakeClock machine;
    World world{settings, machine};
};

/// The code with which `use` is refused; "" when it is not.
template <class Use>
std::string code_of(Use use) {
    try {
        use();
    } catch (const ServiceError& refused) {
        return refused.code();
    }
    return "";
}

}  // namespace certwright::sandbox::test
