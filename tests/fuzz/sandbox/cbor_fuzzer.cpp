#include "base/json.hpp"
#include "sandbox/wire/cbor_codec.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/wire/service_model.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Whatever is accepted as the input of IssueCertificate says the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto models = sandbox::embedded_service_models();
    const sandbox::Shape& shape = *models.at("acm-pca").find("IssueCertificate")->input;
    boost::json::object read;
    try {
        read = sandbox::decode_cbor(shape, {reinterpret_cast<const char*>(bytes), size});
    } catch (const sandbox::ServiceError&) {
        return 0;
    }
    if (sandbox::decode_cbor(shape, sandbox::encode_cbor(shape, read)) != read) std::abort();
    return 0;
}
