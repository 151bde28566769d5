#pragma once

#include "base/embedded.hpp"
#include "net/http_message.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::http {

/// The user interface that the build put into the binary. A file "x.gz" beside "x" is sent in its
/// place to who accepts gzip. Files under assets/ carry their hash in their names and are cached for
/// good; everything else is asked for again by ETag. Paths without an extension are pages of the
/// single-page application and get index.html.
class StaticFiles {
  public:
    explicit StaticFiles(const std::vector<EmbeddedFile>& files);

    /// Throws Fault::not_found. Without an embedded interface, pages get a word about that.
    net::ServerResponse answer(const net::ServerRequest& request) const;

  private:
    struct File {
        std::string_view plain;
        std::string_view gzipped;  ///< empty when there is none
        std::string digest;
    };
    const File* find(std::string_view path) const;

    std::map<std::string, File, std::less<>> files_;
};

}  // namespace certwright::http
