#include "store/write_scope.hpp"

#include "base/error.hpp"

namespace certwright::store {
namespace {

thread_local const Database* writing = nullptr;

}  // namespace

WriteScope::WriteScope(const Database& database) : outer_(writing) {
    ensure(writing != &database, "a write transaction was begun inside another one on the same thread");
    writing = &database;
}

WriteScope::~WriteScope() {
    writing = outer_;
}

}  // namespace certwright::store
