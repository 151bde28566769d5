#include "aws/service.hpp"

#include "base/error.hpp"

namespace certwright::aws {

const Dialect& dialect_of(Service service) {
    static constexpr Dialect acm{"acm", Protocol::json, "CertificateManager", "", false};
    static constexpr Dialect acm_pca{"acm-pca", Protocol::json, "ACMPrivateCA", "", false};
    static constexpr Dialect iam{"iam", Protocol::query, "", "2010-05-08", true};
    static constexpr Dialect sts{"sts", Protocol::query, "", "2011-06-15", false};
    static constexpr Dialect ec2{"ec2", Protocol::query, "", "2016-11-15", false};
    static constexpr Dialect tagging{"tagging", Protocol::json, "ResourceGroupsTaggingAPI_20170126", "",
                                     false};
    static constexpr Dialect service_quotas{"servicequotas", Protocol::json, "ServiceQuotasV20190624", "",
                                            false};
    switch (service) {
        case Service::acm:
            return acm;
        case Service::acm_pca:
            return acm_pca;
        case Service::iam:
            return iam;
        case Service::sts:
            return sts;
        case Service::ec2:
            return ec2;
        case Service::tagging:
            return tagging;
        case Service::service_quotas:
            return service_quotas;
    }
    ensure(false, "a service is one of the enumeration");
    return acm;
}

}  // namespace certwright::aws
