#pragma once

#include "sandbox/tagging/resources.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::tagging {

/// What of a GetResources request chooses the resources: types, any of them; tags, all of them, each with any
/// of its values; or ARNs.
class ResourceFilter {
  public:
    /// Throws ServiceError InvalidParameterException for what does not go together or is not well formed.
    explicit ResourceFilter(const boost::json::object& input);

    bool takes(const Resource& resource) const;

  private:
    struct Tag {
        std::string key;
        std::vector<std::string> values;  ///< empty: any
    };
    static bool has(const Resource& resource, const Tag& tag);

    std::vector<std::string> types_, arns_;
    std::vector<Tag> tags_;
};

}  // namespace certwright::sandbox::tagging
