#pragma once

#include "jobs/handler.hpp"
#include "lifecycle/chain_completions.hpp"

namespace certwright::lifecycle {

/// The job that completes the chains of what an authority signed, once its certificate has come. From the
/// repository alone; killed and repeated, it goes on with those whose chains still lack something.
class IssuedChainsRun final : public jobs::Handler {
  public:
    IssuedChainsRun(store::Database& database, Repository& repository)
        : database_(database), repository_(repository) {}

    std::string_view kind() const override { return issued_chains_job_kind; }
    void run(jobs::Run& run) override;

  private:
    struct Completed {
        CertificateId certificate;
        Bytes leaf;
        WalkedChain chain;
    };
    struct Page {
        std::vector<Completed> completed;
        CertificateId last;  ///< of those that were looked at
        bool is_last = false;
    };
    Page look(store::Connection& connection, BytesView authority, const CertificateId& after);

    store::Database& database_;
    Repository& repository_;
};

}  // namespace certwright::lifecycle
