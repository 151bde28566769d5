#pragma once

#include <memory>

namespace certwright {

/// Calls the C function that frees a foreign object, so that its one owner is a unique_ptr.
template <auto release>
struct Releaser {
    template <class T>
    void operator()(T* object) const noexcept {
        release(object);
    }
};

/// The owner of a foreign object: `Handle<EVP_MD_CTX, EVP_MD_CTX_free>`.
template <class T, auto release>
using Handle = std::unique_ptr<T, Releaser<release>>;

}  // namespace certwright
