#include "aws/account_codec.hpp"
#include "aws/iam_codec.hpp"
#include "aws/policy_simulation.hpp"
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
    survive(body, aws::iam::parse_list_page);
    survive(body, aws::iam::parse_detail);
    survive(body, aws::iam::parse_tag_page);
    survive(body, aws::iam::parse_account_summary);
    survive(body, aws::parse_caller_identity);
    survive(body, aws::parse_regions);
    survive(body, aws::parse_simulation);
    survive(body, aws::parse_role_arn);
    return 0;
}
