// The list of the repository at 100,000 certificates, as the web UI and the command line ask for it.
#include "bench/support/list_question.hpp"
#include "bench/support/repository_server.hpp"

namespace certwright::bench {
namespace {

constexpr Question questions[] = {
    {"first_page", ""},
    {"first_page_with_total", "?total=true"},
    {"deep_page", "?", "name"},
    {"deep_page_sorted_by_not_after", "?sort=not_after&", "not_after"},
    {"sorted_by_-not_after", "?sort=-not_after"},
    {"sorted_by_domain_name", "?sort=domain_name"},
    {"sorted_by_owner", "?sort=owner"},
    {"sorted_by_issuer", "?sort=issuer"},
    {"sorted_by_key_algorithm", "?sort=key_algorithm"},
    {"name_has_shop_with_total", "?name=shop&total=true"},
    {"name_has_one", "?name=shop-77770"},
    {"name_has_none", "?name=nowhere"},
    {"domain_has_payments_with_total", "?domain=payments&total=true"},
    {"domain_for_a_host", "?domain=%3Dwww.shop-77770.example.org"},
    {"owner", "?owner=team-7&sort=not_after"},
    {"tag_value_with_total", "?tag=environment%3Dproduction&total=true"},
    {"tag_value_of_few", "?tag=cost-center%3D1234"},
    {"has_key_with_total", "?has_key=true&total=true"},
    {"expires_within_30", "?expires_within=30&sort=not_after&total=true"},
    {"expired", "?expired=true&sort=-not_after"},
    {"issuer_has_with_total", "?issuer=encrypt&total=true"},
    {"fingerprint", "?fingerprint=ab%3Acd"},
    {"text_with_total", "?q=payments&total=true"},
    {"text_of_none", "?q=nowhere"},
    {"text_of_many_kinds", "?q=payments&has_key=true&tag=environment%3Dproduction&total=true"},
};

const bool registered = register_questions<RepositoryServer>(questions);

}  // namespace
}  // namespace certwright::bench
