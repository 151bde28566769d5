#include "aws/endpoints.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

constexpr std::initializer_list<Service> all_services{
    Service::acm, Service::acm_pca, Service::iam,           Service::sts,
    Service::ec2, Service::tagging, Service::service_quotas};

Service service_named(std::string_view name) {
    for (const Service service : all_services)
        if (to_string(service) == name) return service;
    throw std::runtime_error{"no such service"};
}

TEST(Endpoints, are_where_botocore_goes) {
    const auto document = json::parse(test::vector_file("endpoints/vectors.json"), "vectors");
    for (const auto& element : document.at("vectors").as_array()) {
        const auto& vector = element.as_object();
        const std::string region = json::text(vector, "region").value();
        const Site site{.partition = json::text(vector, "partition").value(),
                        .fips = json::boolean(vector, "fips").value()};
        const Endpoint endpoint =
            find_endpoint(service_named(json::text(vector, "service").value()), region, site);
        EXPECT_EQ(endpoint.url.text(), json::text(vector, "url").value() + "/");
        EXPECT_EQ(endpoint.signing_region, json::text(vector, "signing_region").value());
    }
}

TEST(Endpoints, of_an_emulator_serve_every_service_and_keep_the_signing_region) {
    const Site site{.partition = "aws", .endpoint_url = "http://127.0.0.1:5000"};
    for (const Service service : all_services)
        EXPECT_EQ(find_endpoint(service, "eu-west-1", site).url.text(), "http://127.0.0.1:5000/");
    EXPECT_EQ(find_endpoint(Service::acm, "eu-west-1", site).signing_region, "eu-west-1");
    EXPECT_EQ(find_endpoint(Service::iam, "eu-west-1", site).signing_region, "us-east-1");
}

TEST(Endpoints, without_a_region_are_in_the_partitions_default) {
    EXPECT_EQ(find_endpoint(Service::sts, {}, {.partition = "aws-cn"}).url.host,
              "sts.cn-north-1.amazonaws.com.cn");
}

TEST(Endpoints, refuse_regions_that_could_name_another_host) {
    for (const char* region : {"eu-west-1.evil.test/", "EU-WEST-1", "-a", "a-", "a b", "a@b", "a/b", "a#b"})
        EXPECT_THROW(find_endpoint(Service::acm, region, {}), Error) << region;
}

TEST(Endpoints, refuse_partitions_that_are_unknown_or_have_no_fips) {
    EXPECT_THROW(find_partition("aws-mars"), Error);
    EXPECT_THROW(find_endpoint(Service::acm, {}, {.partition = "aws-cn", .fips = true}), Error);
}

TEST(Endpoints, know_which_regions_must_be_enabled) {
    for (const char* region : {"us-east-1", "eu-north-1", "sa-east-1", "cn-north-1", "us-gov-west-1"})
        EXPECT_FALSE(is_opt_in_region(region)) << region;
    for (const char* region : {"af-south-1", "eu-south-2", "il-central-1", "ap-east-2", "mx-central-1"})
        EXPECT_TRUE(is_opt_in_region(region)) << region;
}

}  // namespace
}  // namespace certwright::aws
