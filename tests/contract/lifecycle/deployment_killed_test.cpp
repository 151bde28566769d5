#include "deployment_run_fixture.hpp"

namespace certwright::lifecycle {
namespace {

using State = DeploymentState;

/// The process is killed at its n-th call of AWS, before or after AWS has done what was asked.
struct DeploymentKilledTest : DeploymentRunFixture {
    enum class When { before, after };

    void kill_at(std::size_t call, When when) {
        const std::size_t at = aws.calls.size() + call;
        const auto strike = [this, at](const std::string&) -> std::optional<ImportingAws::Answer> {
            if (aws.calls.size() == at) throw ImportingAws::Killed{};
            return std::nullopt;
        };
        aws.before = when == When::before ? strike : decltype(aws.before){};
        aws.after = when == When::after ? strike : decltype(aws.after){};
    }
    std::size_t calls_of(const std::function<void()>& act) {
        const std::size_t begin = aws.calls.size();
        act();
        return aws.calls.size() - begin;
    }
};

TEST_P(DeploymentKilledTest, no_instant_of_a_first_import_leads_to_a_second_arn) {
    std::size_t calls = 0;
    for (std::size_t call = 0; call <= calls; ++call)
        for (const When when : {When::before, When::after}) {
            const std::string name = "first" + std::to_string(call) + (when == When::before ? "b" : "a");
            const auto certificate = add(name, make(name + ".example"));
            aws.held.clear();
            kill_at(call, when);
            const auto id = order(certificate).id;
            const auto made = calls_of([&] { run_all(); });
            if (call == 0) calls = made;
            EXPECT_EQ(get(id).course.state, State::deployed) << call;
            EXPECT_EQ(only().fingerprint(), certificate.current.facts.fingerprint_sha256) << call;
            EXPECT_EQ(get(id).course.arn, only().arn) << call;
        }
    EXPECT_GE(calls, 5U);
}

TEST_P(DeploymentKilledTest, no_instant_of_a_renewal_leads_to_another_arn) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const std::string arn = only().arn;
    std::size_t calls = 0;
    for (std::size_t call = 0; call <= calls; ++call)
        for (const When when : {When::before, When::after}) {
            kill_at(call, when);
            bring(shop.id, make("shop.example"));
            const auto made = calls_of([&] { run_all(); });
            if (call == 0) calls = made;
            EXPECT_EQ(get(id).course.state, State::deployed) << call;
            EXPECT_EQ(only().arn, arn) << call;
            EXPECT_EQ(only().fingerprint(), wanted()) << call;
        }
}

INSTANTIATE_ON_BOTH_DATABASES(DeploymentKilledTest);

}  // namespace
}  // namespace certwright::lifecycle
