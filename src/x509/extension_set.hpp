#pragma once

#include "x509/extensions.hpp"
#include "x509/template.hpp"

#include <memory>
#include <string>
#include <vector>

namespace certwright::x509 {

/// Extensions while they are written (RFC 5280 section 4.2), with the criticality that its sections ask
/// for. Each add_…() of nothing adds nothing; every one throws Fault::invalid for values that cannot be
/// written and for an extension that is there already.
class ExtensionSet {
  public:
    void add_names(const std::vector<AlternativeName>& names, bool critical);
    void add_key_usages(const std::vector<std::string>& usages);
    void add_extended_key_usages(const std::vector<std::string>& purposes);
    void add_basic_constraints(const std::optional<BasicConstraints>& constraints);
    void add_crl_urls(const std::vector<std::string>& urls);
    void add_access(const std::vector<std::string>& ocsp_urls,
                    const std::vector<std::string>& ca_issuer_urls);
    void add_policies(const std::vector<std::string>& oids);
    void add_name_constraints(const std::optional<NameConstraints>& constraints);
    void add_subject_key_id(BytesView id);
    void add_authority_key_id(BytesView id);
    void add_crl_number(std::uint64_t number);
    void add_raw(const std::vector<RawExtension>& extensions);

    /// Null when there is none.
    const ExtensionList* native() const noexcept { return list_.get(); }

  private:
    /// Encodes OpenSSL's structure of that kind; null adds nothing.
    void add(int nid, void* structure, bool critical);

    struct Release {
        void operator()(ExtensionList* list) const noexcept;
    };
    std::unique_ptr<ExtensionList, Release> list_;
};

}  // namespace certwright::x509
