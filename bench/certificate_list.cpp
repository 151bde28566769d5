// The list of AWS certificates at 100,000 of them, as the web UI and the command line ask for it.
#include "bench/support/list_server.hpp"
#include "bench/support/ratio.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace certwright::bench {
namespace {

constexpr std::size_t certificates = 100'000;
constexpr double goal_seconds = 0.050;  // any page, at the server, on SQLite

ListServer& server_on(store::Dialect dialect) {
    static std::map<store::Dialect, std::unique_ptr<ListServer>> servers;
    auto& server = servers[dialect];
    if (!server) server = std::make_unique<ListServer>(dialect, certificates);
    return *server;
}

struct Question {
    const char* name;
    const char* target;
    const char* deep_sort = nullptr;  ///< continue after nine tenths of the list in this order
};

constexpr Question questions[] = {
    {"first_page", ""},
    {"first_page_of_200", "?limit=200"},
    {"first_page_with_total", "?total=true"},
    {"deep_page", "?", "not_after"},
    {"deep_page_of_200", "?limit=200&", "not_after"},
    {"sorted_by_-not_after", "?sort=-not_after"},
    {"sorted_by_domain_name", "?sort=domain_name"},
    {"sorted_by_account", "?sort=account"},
    {"sorted_by_-account", "?sort=-account"},
    {"sorted_by_region", "?sort=region"},
    {"sorted_by_service", "?sort=service"},
    {"sorted_by_type", "?sort=type"},
    {"sorted_by_-status", "?sort=-status"},
    {"sorted_by_key_algorithm", "?sort=key_algorithm"},
    {"sorted_by_in_use", "?sort=in_use"},
    {"sorted_by_-renewal_eligibility", "?sort=-renewal_eligibility"},
    {"sorted_by_issuer", "?sort=issuer"},
    {"sorted_by_-created_at", "?sort=-created_at"},
    {"sorted_by_first_seen_at", "?sort=first_seen_at"},
    {"sorted_by_-last_changed_at", "?sort=-last_changed_at"},
    {"deep_page_sorted_by_domain_name", "?sort=domain_name&", "domain_name"},
    {"deep_page_sorted_by_account", "?sort=account&", "account"},
    {"deep_page_sorted_by_-status", "?sort=-status&", "-status"},
    {"deep_page_sorted_by_in_use", "?sort=in_use&", "in_use"},
    {"name_has_shop", "?name=shop"},
    {"name_has_shop_with_total", "?name=shop&total=true"},
    {"name_has_one", "?name=shop-77770"},
    {"name_has_none", "?name=nowhere"},
    {"name_all_have", "?name=example&total=true"},
    {"name_many_lack", "?name=!shop&sort=domain_name&total=true"},
    {"name_pattern", "?name=*.payments.example.com&total=true"},
    {"name_wildcard_of_one", "?name=login-*.data.example.com"},
    {"name_exactly", "?name=%3Dshop-77770.data.example.com"},
    {"covers_host", "?covers=www.shop-77770.data.example.com"},
    {"status_by_name", "?status=ISSUED&sort=domain_name&total=true"},
    {"expires_within_30", "?expires_within=30"},
    {"expires_within_30_by_name", "?expires_within=30&sort=domain_name&total=true"},
    {"expired", "?expired=true&sort=-not_after"},
    {"tag_value", "?tag=environment%3Dproduction"},
    {"tag_value_with_total", "?tag=environment%3Dproduction&total=true"},
    {"tag_all_have", "?tag=environment&sort=domain_name&total=true"},
    {"tag_value_of_few", "?tag=cost-center%3D1234"},
    {"tag_of_none", "?tag=absent"},
    {"account_region_status", "?account=account-03&region=eu-west-1&status=ISSUED"},
    {"not_in_use_private_by_name", "?in_use=false&type=PRIVATE&sort=domain_name"},
    {"rare_status_by_name", "?status=REVOKED&key_algorithm=EC_secp384r1&sort=domain_name&total=true"},
    {"renewal_failed", "?renewal_status=FAILED"},
    {"missing", "?missing=true"},
    {"issuer_has", "?issuer=encrypt&total=true"},
    {"issuer_has_none", "?issuer=nobody"},
    {"fingerprint", "?fingerprint=ab%3Acd"},
    {"text", "?q=payments"},
    {"text_with_total", "?q=payments&total=true"},
    {"text_all_have", "?q=arn&total=true"},
    {"text_of_many_kinds", "?q=payments&status=ISSUED&in_use=true&tag=environment%3Dproduction&total=true"},
    {"text_of_none", "?q=nowhere"},
    {"details_pending", "?details_state=pending"},
    {"summary", "/summary?"},
    {"summary_of_name", "/summary?name=shop"},
    {"summary_of_tag", "/summary?tag=environment%3Dproduction"},
    {"summary_of_text", "/summary?q=payments"},
    {"summary_of_all", "/summary?q=arn"},
    {"summary_of_account", "/summary?account=account-03"},
    {"values_of_issuer", "/values?property=issuer"},
    {"values_of_account", "/values?property=account"},
    {"values_of_tag_key", "/values?property=tag_key"},
};

void ask(benchmark::State& state, store::Dialect dialect, const Question& question) {
    ListServer& server = server_on(dialect);
    std::string target = question.target;
    if (question.deep_sort) target += server.cursor_after(question.deep_sort, certificates / 10 * 9);
    server.get(target);  // a server that is up has read the pages before
    double own = 0, peer = 0, processor = 0;
    for (auto _ : state) {
        peer += seconds_of([&] { server.read_by_id(); });
        const double before = thread_seconds();
        const double took = seconds_of([&] { benchmark::DoNotOptimize(server.get(target)); });
        processor += thread_seconds() - before;
        own += took;
        state.SetIterationTime(took);
    }
    state.counters["xread_by_id"] = own / peer;
    // SQLite works on this thread alone, so its processor time is what a machine at rest takes;
    // PostgreSQL works elsewhere.
    const double goal_time = dialect == store::Dialect::sqlite ? processor : own;
    state.counters["xgoal_50ms"] = goal_time / static_cast<double>(state.iterations()) / goal_seconds;
}

const bool registered = [] {
    for (const auto dialect : {store::Dialect::sqlite, store::Dialect::postgresql})
        for (const Question& question : questions)
            benchmark::RegisterBenchmark(
                (std::string{question.name} + "/" + name_of(dialect)).c_str(),
                [dialect, &question](benchmark::State& state) { ask(state, dialect, question); })
                ->UseManualTime()
                ->Unit(benchmark::kMillisecond);
    return true;
}();

}  // namespace
}  // namespace certwright::bench
