#include "aws/account_services.hpp"
#include "base/error.hpp"

namespace certwright::aws {

// botocore's endpoints.json, service `acm`, 1.44.5.
std::vector<std::string> known_regions(const std::string& partition) {
    if (partition == "aws")
        return {"af-south-1",     "ap-east-1",      "ap-east-2",      "ap-northeast-1", "ap-northeast-2",
                "ap-northeast-3", "ap-south-1",     "ap-south-2",     "ap-southeast-1", "ap-southeast-2",
                "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
                "ca-central-1",   "ca-west-1",      "eu-central-1",   "eu-central-2",   "eu-north-1",
                "eu-south-1",     "eu-south-2",     "eu-west-1",      "eu-west-2",      "eu-west-3",
                "il-central-1",   "me-central-1",   "me-south-1",     "mx-central-1",   "sa-east-1",
                "us-east-1",      "us-east-2",      "us-west-1",      "us-west-2"};
    if (partition == "aws-cn") return {"cn-north-1", "cn-northwest-1"};
    if (partition == "aws-us-gov") return {"us-gov-east-1", "us-gov-west-1"};
    throw Error{Fault::invalid, "unknown partition '" + partition + "'", "use aws, aws-cn or aws-us-gov"};
}

}  // namespace certwright::aws
