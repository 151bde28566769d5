#include "aws/failure.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

Failure denied() {
    return {.kind = FailureKind::access_denied,
            .service = "acm",
            .operation = "ListCertificates",
            .region = "eu-west-1",
            .code = "AccessDeniedException",
            .message = "User is not authorized"};
}

TEST(Failure, tells_what_where_and_why) {
    EXPECT_EQ(denied().text(),
              "acm ListCertificates in eu-west-1: AccessDeniedException: User is not authorized");
    EXPECT_EQ(
        (Failure{.kind = FailureKind::unreachable, .service = "iam", .operation = "X", .message = "reset"}
             .text()),
        "iam X: reset");
}

TEST(Failure, is_raised_as_an_error_with_a_hint) {
    try {
        raise(denied());
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::forbidden);
        EXPECT_EQ(error.message(), denied().text());
        EXPECT_NE(error.hint().find("acm:ListCertificates"), std::string::npos);
    }
    EXPECT_THROW(Outcome<int>{denied()}.take(), Error);
    EXPECT_EQ(Outcome<int>{3}.take(), 3);
}

}  // namespace
}  // namespace certwright::aws
