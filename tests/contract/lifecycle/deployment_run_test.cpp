#include "lifecycle/deployment_run.hpp"

#include "deployment_run_fixture.hpp"

namespace certwright::lifecycle {
namespace {

using Kind = DeploymentEvent::Kind;
using State = DeploymentState;
using DeploymentRunTest = DeploymentRunFixture;

TEST_P(DeploymentRunTest, a_first_import_is_tagged_and_seen) {
    const auto id = order(shop, {.tags = {{"team", "web"}}}).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(get(id).course.arn, only().arn);
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_EQ(only().chain, chain());
    EXPECT_EQ(only().tags.at("certwright:deployment"), id.text());
    EXPECT_EQ(only().tags.at("team"), "web");
    ASSERT_TRUE(get(id).seen);
    EXPECT_EQ(get(id).seen->serial, shop.current.facts.serial);
}

TEST_P(DeploymentRunTest, a_renewal_goes_over_the_same_arn) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const std::string arn = only().arn;
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().arn, arn);
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().tags.at("certwright:deployment"), id.text());
}

TEST_P(DeploymentRunTest, what_is_served_already_is_not_imported_again) {
    order(shop);
    run_all();
    order(shop, {.replace = true});
    run_all();
    EXPECT_EQ(aws.count("ImportCertificate"), 1);
}

TEST_P(DeploymentRunTest, a_renewal_that_comes_while_the_old_version_is_found_is_deployed_too) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    bool came = false;
    aws.before = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "DescribeCertificate" && !std::exchange(came, true))
            bring(shop.id, make("shop.example"));
        return std::nullopt;
    };
    order(shop, {.auto_redeploy = true});
    run_all();
    EXPECT_TRUE(came);
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().fingerprint(), wanted());
}

TEST_P(DeploymentRunTest, the_same_leaf_under_two_names_is_imported_once) {
    const auto leaf = make("twin.example");
    const auto first = order(add("first", leaf)).id;
    const std::string fingerprint = get(first).course.wanted;
    advance(first, {.kind = Kind::start});
    advance(first, {.kind = Kind::intend, .fingerprint = fingerprint, .at = clock.now()});
    database->write([](store::Transaction& transaction) { transaction->execute("DELETE FROM jobs"); });
    const auto second = order(add("second", leaf)).id;
    run_due();
    EXPECT_EQ(aws.count("ImportCertificate"), 0) << "while the other's is under way";
    EXPECT_EQ(get(second).course.state, State::looking);

    const auto arn = aws.import(pem(leaf), chain());
    advance(first, {.kind = Kind::imported, .arn = arn});
    advance(first, {.kind = Kind::verified}, {.seen = Seen{fingerprint, "01", clock.now()}});
    run_all();
    EXPECT_EQ(aws.count("ImportCertificate"), 0);
    EXPECT_EQ(get(second).course.state, State::failed);
    EXPECT_EQ(get(second).problem.rule, "same_certificate_exists");
}

TEST_P(DeploymentRunTest, what_was_deployed_is_found_though_no_listing_has_it_yet) {
    const auto id = order(shop).id;
    run_all();
    database->write([&](store::Transaction& transaction) { deployments.remove(transaction, id, actor); });
    aws.before = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation != "ListCertificates") return std::nullopt;
        return net::ClientResponse{
            200, {{"Content-Type", "application/x-amz-json-1.1"}}, R"({"CertificateSummaryList":[]})"};
    };
    const auto again = order(shop, {.replace = true}).id;
    run_all();
    EXPECT_EQ(aws.count("ImportCertificate"), 1);
    EXPECT_EQ(get(again).course.arn, only().arn);
}

TEST_P(DeploymentRunTest, one_that_was_killed_after_it_had_failed_is_not_tried_again) {
    const auto id = order(add("keyless", make("keyless.example"), /*with_key=*/false)).id;
    database->write([&](store::Transaction& transaction) {
        const auto looking =
            deployments.advance(transaction, deployments.get(transaction, id), {.kind = Kind::start}, {});
        deployments.advance(transaction, looking,
                            {.kind = Kind::refused, .fingerprint = looking.course.wanted},
                            {.problem = {"no_private_key", "no key", ""}});
        transaction->execute("UPDATE jobs SET attempt = 1");  // of the process that was killed then
    });
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_FALSE(was_done("deployment.retried"));
}

TEST_P(DeploymentRunTest, replacing_takes_the_same_certificate_over) {
    const auto arn = aws.import(pem(make("shop.example")), chain());
    const auto id = order(shop, {.replace = true}).id;
    run_all();
    EXPECT_EQ(get(id).course.arn, arn);
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_EQ(only().tags.at("certwright:deployment"), id.text());
}

TEST_P(DeploymentRunTest, tags_that_were_lost_are_put_back) {
    order(shop, {.auto_redeploy = true, .tags = {{"team", "web"}}});
    run_all();
    aws.find(only().arn)->tags["other"] = "kept";
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate") aws.held.front().tags.clear();
        return std::nullopt;
    };
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(only().tags.at("team"), "web");
    EXPECT_EQ(only().tags.at("other"), "kept");
    EXPECT_TRUE(only().tags.contains("certwright:deployment"));
}

TEST_P(DeploymentRunTest, an_import_whose_reply_was_lost_is_found_by_its_tag) {
    int imports = 0;
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && ++imports == 1) return ImportingAws::lost();
        return std::nullopt;
    };
    const auto id = order(shop).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_EQ(aws.count("ImportCertificate"), 1);
    EXPECT_TRUE(was_done("deployment.reply_lost"));
}

TEST_P(DeploymentRunTest, an_import_that_was_lost_on_the_way_is_repeated_when_it_has_settled) {
    int imports = 0;
    aws.before = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && ++imports == 1) return ImportingAws::lost();
        return std::nullopt;
    };
    const Time begin = clock.now();
    const auto id = order(shop).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().fingerprint(), wanted());
    EXPECT_GE(clock.now() - begin, settling_time);
}

TEST_P(DeploymentRunTest, another_version_while_it_runs_is_deployed_next) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    const auto renewed = make("shop.example");
    bool brought = false;
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && !std::exchange(brought, true)) bring(shop.id, renewed);
        return std::nullopt;
    };
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(aws.count("ImportCertificate"), 2);
    EXPECT_EQ(only().fingerprint(), x509::fingerprint_sha256(renewed.der));
}

TEST_P(DeploymentRunTest, cancelling_waits_for_what_is_under_way) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    aws.before = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate") {
            bring(shop.id, make("shop.example"));
            database->write(
                [&](store::Transaction& transaction) { deployments.cancel(transaction, id, actor); });
        }
        return std::nullopt;
    };
    run_all();
    EXPECT_EQ(get(id).course.state, State::cancelled);
    EXPECT_EQ(aws.count("ImportCertificate"), 1);
    EXPECT_EQ(get(id).course.arn, only().arn);
}

TEST_P(DeploymentRunTest, cancelled_before_it_began_it_imports_nothing) {
    const auto id = order(shop).id;
    database->write([&](store::Transaction& transaction) { deployments.cancel(transaction, id, actor); });
    run_all();
    EXPECT_EQ(get(id).course.state, State::cancelled);
    EXPECT_TRUE(aws.held.empty());
}

TEST_P(DeploymentRunTest, a_mismatch_is_put_back_when_the_key_is_held) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const std::string before = only().fingerprint();
    const auto foreign = make("shop.example");
    bool meddled = false;
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && !std::exchange(meddled, true))
            aws.import(pem(foreign), chain(), only().arn);
        return std::nullopt;
    };
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "mismatch");
    EXPECT_NE(get(id).problem.message.find("was put back"), std::string::npos);
    EXPECT_EQ(only().fingerprint(), before);
    EXPECT_EQ(only().chain, chain());
}

TEST_P(DeploymentRunTest, a_choice_beside_what_it_keeps_is_refused_and_dropped) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const std::string kept = only().arn;
    const std::string other = aws.import(pem(make("shop.example")), chain());
    order(shop, {.replace = true, .auto_redeploy = true, .chosen_arn = other});
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "keeps_another_arn");
    EXPECT_EQ(get(id).course.arn, kept);
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(get(id).course.arn, kept) << "the next version goes where the last one is";
}

TEST_P(DeploymentRunTest, what_was_never_replaced_is_not_said_to_be_put_back) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const auto before = only();
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate") aws.held.front() = before;
        return std::nullopt;
    };
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "mismatch");
    EXPECT_TRUE(get(id).problem.message.ends_with("; AWS serves what was there before"));
    EXPECT_EQ(aws.count("ImportCertificate"), 2);
    EXPECT_EQ(only().fingerprint(), before.fingerprint());
}

TEST_P(DeploymentRunTest, a_mismatch_without_the_key_is_only_told) {
    const auto foreign = make("shop.example"), later = make("shop.example");
    const auto arn = aws.import(pem(foreign), chain());
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate") aws.import(pem(later), chain(), arn);
        return std::nullopt;
    };
    const auto id = order(shop, {.replace = true}).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "mismatch");
    EXPECT_NE(get(id).problem.message.find("nothing was put back"), std::string::npos);
    EXPECT_EQ(only().fingerprint(), x509::fingerprint_sha256(later.der));
}

TEST_P(DeploymentRunTest, what_aws_shows_late_is_waited_for_and_not_put_back) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    const auto before = only();
    bool imported = false;
    Time shown{};
    ImportingAws::Held after;
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && !std::exchange(imported, true)) {
            after = std::exchange(aws.held.front(), before);
            shown = clock.now() + 40s;
        }
        return std::nullopt;
    };
    aws.before = [&](const std::string&) -> std::optional<ImportingAws::Answer> {
        if (imported && clock.now() >= shown) aws.held.front() = after;
        return std::nullopt;
    };
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_TRUE(imported);
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(aws.count("ImportCertificate"), 2);
    EXPECT_FALSE(was_done("deployment.put_back"));
}

TEST_P(DeploymentRunTest, a_lost_import_of_a_longer_chain_is_done_again) {
    const auto made = make("shop.example");
    const auto arn = aws.import(pem(made), "");
    const auto known = add("known", made);
    bool lost = false;
    aws.before = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation == "ImportCertificate" && !std::exchange(lost, true)) return ImportingAws::lost();
        return std::nullopt;
    };
    const auto id = order(known, {.replace = true}).id;
    run_all();
    EXPECT_TRUE(lost);
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(get(id).course.arn, arn);
    EXPECT_EQ(only().chain, chain());
}

TEST_P(DeploymentRunTest, tags_are_restored_also_by_the_next_process) {
    const auto id = order(shop, {.auto_redeploy = true}).id;
    run_all();
    aws.find(only().arn)->tags["other"] = "kept";
    bool killed = false;
    aws.after = [&](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation != "ImportCertificate" || std::exchange(killed, true)) return std::nullopt;
        aws.held.front().tags.clear();
        throw ImportingAws::Killed{};
    };
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_TRUE(killed);
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().tags.at("other"), "kept");
}

TEST_P(DeploymentRunTest, tags_for_a_first_import_are_not_put_on_what_is_taken_over) {
    const auto arn = aws.import(pem(make("shop.example")), chain());
    order(shop, {.replace = true, .tags = {{"team", "web"}}});
    run_all();
    EXPECT_EQ(only().arn, arn);
    EXPECT_FALSE(only().tags.contains("team"));
}

TEST_P(DeploymentRunTest, one_that_stands_asks_about_its_own_arn_alone) {
    order(shop, {.auto_redeploy = true});
    run_all();
    aws.import(pem(make("shop.example")), chain());
    aws.calls.clear();
    bring(shop.id, make("shop.example"));
    run_all();
    EXPECT_EQ(aws.count("ListCertificates"), 0);
    EXPECT_EQ(aws.count("DescribeCertificate"), 2) << "before and after the import";
}

TEST_P(DeploymentRunTest, the_job_of_one_that_has_failed_can_be_retried) {
    aws.before = [](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation != "ImportCertificate") return std::nullopt;
        return test::FakeAws::error(400, "LimitExceededException", "you have reached 2500 certificates");
    };
    const auto id = order(shop).id;
    run_all();
    ASSERT_EQ(get(id).course.state, State::failed);
    aws.before = nullptr;
    database->write([&](store::Transaction& transaction) {
        transaction->execute("UPDATE jobs SET state = 'available', finished_at = NULL, attempt = 0");
    });
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
}

TEST_P(DeploymentRunTest, a_disabled_account_is_left_alone) {
    const auto id = order(shop).id;
    database->write([&](store::Transaction& transaction) {
        auto settings = accounts.get(transaction, account.text()).settings;
        settings.enabled = false;
        accounts.change(transaction, account, settings, {}, std::nullopt, actor);
    });
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "account_disabled");
    EXPECT_TRUE(aws.calls.empty());
}

TEST_P(DeploymentRunTest, a_full_quota_ends_in_awss_words) {
    aws.before = [](const std::string& operation) -> std::optional<ImportingAws::Answer> {
        if (operation != "ImportCertificate") return std::nullopt;
        return test::FakeAws::error(400, "LimitExceededException", "you have reached 2500 certificates");
    };
    const auto id = order(shop).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "LimitExceededException");
    EXPECT_NE(get(id).problem.message.find("you have reached 2500 certificates"), std::string::npos);
    EXPECT_FALSE(get(id).problem.hint.empty());
    EXPECT_EQ(aws.count("ImportCertificate"), 1);
    aws.before = nullptr;
    database->write([&](store::Transaction& transaction) { deployments.retry(transaction, id, actor); });
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
}

TEST_P(DeploymentRunTest, a_missing_permission_is_named) {
    for (const std::string denied : {"ImportCertificate", "ListCertificates"}) {
        aws.before = [denied](const std::string& operation) -> std::optional<ImportingAws::Answer> {
            if (operation != denied) return std::nullopt;
            return test::FakeAws::error(400, "AccessDeniedException",
                                        "not authorized to perform acm:" + denied);
        };
        const auto id = order(shop).id;
        run_all();
        EXPECT_EQ(get(id).course.state, State::failed);
        EXPECT_EQ(get(id).problem.rule, "AccessDeniedException");
        EXPECT_NE(get(id).problem.hint.find("acm:" + denied), std::string::npos);
    }
    EXPECT_TRUE(aws.held.empty());
}

TEST_P(DeploymentRunTest, faults_of_aws_are_outlasted) {
    int faults = 0;
    aws.before = [&](const std::string&) -> std::optional<ImportingAws::Answer> {
        if (++faults > 7) return std::nullopt;
        return faults % 2 == 1 ? test::FakeAws::error(400, "ThrottlingException", "Rate exceeded")
                               : test::FakeAws::error(500, "InternalFailure", "");
    };
    const auto id = order(shop).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_EQ(only().fingerprint(), wanted());
}

TEST_P(DeploymentRunTest, what_the_rules_refuse_is_not_sent) {
    const auto keyless = add("keyless", make("keyless.example"), false);
    const auto id = order(keyless).id;
    run_all();
    EXPECT_EQ(get(id).course.state, State::failed);
    EXPECT_EQ(get(id).problem.rule, "no_private_key");
    EXPECT_EQ(aws.count("ImportCertificate"), 0);
}

TEST_P(DeploymentRunTest, the_very_certificate_elsewhere_is_not_imported_beside) {
    const auto made = make("twin.example");
    const auto twin = add("twin", made);
    const auto arn = aws.import(pem(made), chain());
    const auto id = order(twin).id;
    run_all();
    EXPECT_EQ(get(id).problem.rule, "same_certificate_exists");
    EXPECT_NE(get(id).problem.message.find(arn), std::string::npos);
    EXPECT_EQ(aws.held.size(), 1U);
}

TEST_P(DeploymentRunTest, a_deleted_arn_is_followed_by_another) {
    const auto id = order(shop).id;
    run_all();
    const std::string arn = only().arn;
    aws.held.clear();
    database->write(
        [&](store::Transaction& transaction) { deployments.redeploy(transaction, id, wanted(), actor); });
    run_all();
    EXPECT_EQ(get(id).course.state, State::deployed);
    EXPECT_NE(only().arn, arn);
    EXPECT_TRUE(was_done("deployment.arn_gone"));
}

INSTANTIATE_ON_BOTH_DATABASES(DeploymentRunTest);

}  // namespace
}  // namespace certwright::lifecycle
