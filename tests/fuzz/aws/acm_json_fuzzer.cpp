#include "aws/account_codec.hpp"
#include "aws/acm_codec.hpp"
#include "aws/service_quotas_codec.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

namespace {

/// Nothing but Fault::invalid may escape a parser.
template <class Parse>
void survive(std::string_view body, Parse parse) {
    try {
        (void)parse(body);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto body = as_text({data, size});
    survive(body, aws::acm::parse_list_page);
    survive(body, aws::acm::parse_search_page);
    survive(body, aws::acm::parse_detail);
    survive(body, aws::acm::parse_pem);
    survive(body, aws::acm::parse_tags);
    survive(body, aws::acm::parse_account_configuration);
    survive(body, aws::service_quotas::parse_list_page);
    survive(body, aws::parse_resource_tags);
    survive(body, aws::parse_certificate_authorities);
    survive(body, aws::parse_certificate_authority);
    return 0;
}
