#pragma once

namespace certwright::store {

class Database;

/// Marks that this thread is inside a write transaction of `database`. A second one on the same
/// thread would wait for itself, so it throws Fault::internal instead.
class WriteScope {
  public:
    explicit WriteScope(const Database& database);
    ~WriteScope();
    WriteScope(const WriteScope&) = delete;
    WriteScope& operator=(const WriteScope&) = delete;

  private:
    const Database* outer_;
};

}  // namespace certwright::store
