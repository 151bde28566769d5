#pragma once

#include "dns/name.hpp"
#include "dns/record.hpp"
#include "sandbox/dns/zone.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::route53 {

/// One change of a batch, read.
struct RecordChange {
    std::string action;
    dns::Name name;
    dns::RecordType type{};
    RecordSet set{};

    /// As messages name it: "[name='a.test.', type='A']".
    std::string label() const;
};

/// Throws ServiceError for what no record set can be, and for what the sandbox does not act out.
RecordChange read_change(const boost::json::object& change);

}  // namespace certwright::sandbox::route53
