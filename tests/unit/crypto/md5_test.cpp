#include "crypto/md5.hpp"

#include <gtest/gtest.h>

namespace certwright::crypto {
namespace {

/// RFC 1321, appendix A.5.
TEST(Md5, keeps_the_vectors_of_its_specification) {
    EXPECT_EQ(md5_hex(as_bytes("")), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5_hex(as_bytes("message digest")), "f96b697d7cb7938d525a2f31aaf161d0");
}

}  // namespace
}  // namespace certwright::crypto
