#include "base/json.hpp"
#include "sandbox/iam/change_server_certificate.hpp"
#include "unit/sandbox/small_world.hpp"

namespace certwright::sandbox {
namespace {

TEST(ServerCertificate, is_not_deleted_while_it_is_in_use) {
    test::SmallWorld small;
    auto& certificates = small.world.accounts.at(test::home).iam.server_certificates;
    const std::string user = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer/app/web/1";
    certificates["site"] = {.name = "Site", .path = "/", .id = "ASCAEXAMPLE", .in_use_by = {user}};
    const json::object input{{"ServerCertificateName", "site"}};
    const auto remove = [&] { iam::delete_server_certificate(small.call(small.user()), input); };
    try {
        remove();
        ADD_FAILURE() << "it was deleted";
    } catch (const ServiceError& refused) {
        EXPECT_EQ(refused.code(), "DeleteConflict");
        EXPECT_EQ(refused.message(), "Certificate: ASCAEXAMPLE is currently in use by " + user +
                                         ". Please remove it first before deleting it from IAM.");
    }
    certificates["site"].in_use_by.clear();
    remove();
    EXPECT_TRUE(certificates.empty());
}

}  // namespace
}  // namespace certwright::sandbox
