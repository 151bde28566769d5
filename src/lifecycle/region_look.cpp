#include "lifecycle/region_look.hpp"

#include "base/ascii.hpp"
#include "inventory/list_row.hpp"
#include "lifecycle/deployment/sameness.hpp"

#include <algorithm>
#include <iterator>

namespace certwright::lifecycle {
namespace {

constexpr int rows_a_page = 1000;  // ListCertificates, MaxItems

constexpr std::chrono::days year{365};

/// Has been issued or imported: before that there is no certificate to be the same.
bool has_certificate(const aws::acm::CertificateSummary& row) {
    return row.status != "PENDING_VALIDATION" && row.status != "FAILED" &&
           row.status != "VALIDATION_TIMED_OUT";
}

/// Whether a listing's names can be compared with Facts::names, which have IP addresses too.
bool tells_all_names(const aws::acm::CertificateSummary& row, const Content& content) {
    return !row.has_additional_subject_alternative_names && content.leaf.ip_addresses.empty();
}

}  // namespace

RegionLook::RegionLook(store::Database& database, const Deployments& deployments, aws::Client& client,
                       const aws::CallContext& context, const inventory::Account& account, std::string region)
    : database_(database),
      deployments_(deployments),
      client_(client),
      context_(context),
      account_(account),
      region_(std::move(region)) {}

void RegionLook::read_kept() {
    kept_ = database_.read([&](store::Connection& connection) {
        return deployments_.kept_arns(connection, account_.id, region_);
    });
}

aws::Outcome<aws::Done> RegionLook::read_rows() {
    known_.clear();
    database_.read([&](store::Connection& connection) {
        for (auto& one : inventory::known_certificates(connection, account_.id, region_))
            known_.emplace(one.arn, std::move(one));
    });
    rows_.clear();
    std::string token;
    do {
        auto page = aws::acm::list_certificates(client_, region_, token, rows_a_page, context_);
        if (!page) return page.failure();
        std::ranges::move(page->rows, std::back_inserter(rows_));
        if (!token.empty() && page->next_token == token)
            return aws::repeated_page("acm", "ListCertificates", region_);
        token = page->next_token;
    } while (!token.empty());
    is_listed_ = true;
    return aws::Done{};
}

aws::Outcome<aws::Done> RegionLook::list(const Content& content) {
    read_kept();
    if (!lists_once_ || !is_listed_)
        if (auto read = read_rows(); !read) return read.failure();
    certificates_.clear();
    imports_.clear();
    for (const auto& row : rows_) {
        if (row.type == "IMPORTED") imports_.push_back({row.created_at, row.imported_at});
        if (!has_certificate(row)) continue;
        Served served = served_of(row, content);
        const auto found = known_.find(row.arn);
        if (found != known_.end() && found->second.row_hash == hash_of(inventory::to_list_row(row))) {
            served.fingerprint_sha256 = found->second.fingerprint_sha256;
            served.spki_sha256 = found->second.spki_sha256;
        }
        certificates_.push_back(std::move(served));
    }
    return aws::Done{};
}

Served RegionLook::served_of(const aws::acm::CertificateSummary& row, const Content& content) const {
    Served served;
    served.arn = row.arn;
    served.type = row.type;
    served.key_algorithm = row.key_algorithm;
    served.common_name = ascii::lower(row.domain_name);
    if (tells_all_names(row, content)) {
        for (const std::string& name : row.subject_alternative_names)
            served.names.push_back(ascii::lower(name));
        std::ranges::sort(served.names);
        const auto repeated = std::ranges::unique(served.names);
        served.names.erase(repeated.begin(), repeated.end());
    }
    served.not_before = row.not_before;
    served.not_after = row.not_after;
    note_keeper(served);
    return served;
}

void RegionLook::note_keeper(Served& served) const {
    if (const auto keeper = kept_.find(served.arn); keeper != kept_.end()) served.deployment = keeper->second;
    if (const auto taker = taken_.find(served.arn); taker != taken_.end()) served.deployment = taker->second;
}

aws::Outcome<aws::Done> RegionLook::ask_about(Served& served) {
    if (const auto asked = live_.find(served.arn); lists_once_ && asked != live_.end()) {
        served = asked->second.served;
        note_keeper(served);
        return aws::Done{};
    }
    auto told = look_at(client_, region_, served.arn, context_);
    if (!told && told.failure().kind == aws::FailureKind::not_found) {
        served.is_missing = true;
        return aws::Done{};
    }
    if (!told) return told.failure();
    served = told->served;
    note_keeper(served);
    live_.insert_or_assign(served.arn, std::move(*told));
    return aws::Done{};
}

bool RegionLook::add_own(const std::string& arn) {
    if (std::ranges::find(certificates_, arn, &Served::arn) != certificates_.end()) return true;
    Served& own = certificates_.emplace_back();
    own.arn = arn;
    const auto row = std::ranges::find(rows_, arn, &aws::acm::CertificateSummary::arn);
    // A listing lags some seconds behind: what is not in it may be there all the same.
    if (row == rows_.end()) return true;
    own.type = row->type;
    return false;
}

aws::Outcome<RegionView> RegionLook::view(const Content& content, const DeploymentOrder& order, Time now) {
    if (auto listed = list(content); !listed) return listed.failure();
    std::set<std::string> wanted, unanswerable;
    for (const std::string& arn : {order.arn, order.chosen_arn})
        if (!arn.empty()) (add_own(arn) ? wanted : unanswerable).insert(arn);
    for (const auto& [arn, known] : known_)
        if (known.fingerprint_sha256 == content.leaf.fingerprint_sha256 && add_own(arn)) wanted.insert(arn);
    for (const Candidate& candidate : find_same(content, certificates_, order.deployment))
        if (order.replace || candidate.why == Sameness::fingerprint) wanted.insert(candidate.arn);
    for (const Served& served : certificates_)
        if (order.replace && (may_have_same_names(content, served) || may_have_same_key(content, served)))
            wanted.insert(served.arn);
    for (const std::string& arn : undecided(content, certificates_)) wanted.insert(arn);
    for (Served& served : certificates_)
        if (wanted.contains(served.arn) && !unanswerable.contains(served.arn))
            if (auto asked = ask_about(served); !asked) return asked.failure();
    RegionView view;
    view.destination = {.region = region_, .partition = account_.settings.partition};
    view.certificates = certificates_;
    count(view, now);
    return view;
}

/// Deleted certificates are in no listing, so that there may have been more imports than are counted.
void RegionLook::count(RegionView& view, Time now) const {
    if (!limits_) return;
    const Time begin = now - year;
    std::int64_t first_imports = 0, imports = 0;
    for (const ImportTimes& times : imports_) {
        if (times.first && *times.first > begin) ++first_imports;
        if (!times.last || *times.last > begin) ++imports;
    }
    view.imported = QuotaUse{.used = std::ssize(imports_), .limit = limits_->held};
    view.imported_in_year =
        QuotaUse{.used = imports, .limit = limits_->in_year, .unsure = imports - first_imports};
}

aws::Outcome<RegionView> RegionLook::view_of_own(const DeploymentOrder& order) {
    read_kept();
    certificates_.clear();
    for (const std::string& arn : std::set<std::string>{order.arn, order.chosen_arn}) {
        if (arn.empty()) continue;
        Served& served = certificates_.emplace_back();
        served.arn = arn;
        if (auto asked = ask_about(served); !asked) return asked.failure();
    }
    RegionView view;
    view.destination = {.region = region_, .partition = account_.settings.partition};
    view.certificates = certificates_;
    return view;
}

aws::Outcome<std::string> RegionLook::imported_for(const Content& content, const std::string& deployment) {
    if (auto listed = list(content); !listed) return listed.failure();
    // Discovery may have been wrong, or quicker than ACM's own listing: it is not believed here.
    for (Served& served : certificates_) {
        served.fingerprint_sha256.clear();
        served.spki_sha256.clear();
        served.names.clear();  // how a listing writes them must not hide what was imported
    }
    for (const std::string& arn : undecided(content, certificates_)) {
        const auto served = std::ranges::find(certificates_, arn, &Served::arn);
        if (!served->deployment.empty() && served->deployment != deployment) continue;
        if (auto asked = ask_about(*served); !asked) return asked.failure();
        const auto live = live_.find(arn);
        if (live == live_.end() || live->second.served.fingerprint_sha256 != content.leaf.fingerprint_sha256)
            continue;
        // Where tags cannot be read, a certificate that nobody else keeps is taken for ours rather than
        // imported once more.
        const auto& tags = live->second.tags;
        const auto tag = tags ? tags->find(std::string{deployment_tag}) : aws::acm::Tags::const_iterator{};
        if (!tags || (tag != tags->end() && tag->second == deployment)) return arn;
    }
    return std::string{};
}

}  // namespace certwright::lifecycle
