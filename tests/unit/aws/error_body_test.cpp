#include "aws/error_body.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

TEST(ErrorBody, is_read_from_json_with_either_spelling_of_message) {
    const auto error = read_service_error(
        {{"x-amzn-RequestId", "r-1"}}, R"({"__type":"ValidationException","message":"1 validation error"})");
    EXPECT_EQ(error.code, "ValidationException");
    EXPECT_EQ(error.message, "1 validation error");
    EXPECT_EQ(error.request_id, "r-1");
    EXPECT_EQ(read_service_error({}, R"({"__type":"AccessDeniedException","Message":"no"})").message, "no");
}

TEST(ErrorBody, loses_the_namespace_of_its_code) {
    EXPECT_EQ(read_service_error({}, R"({"__type":"com.amazonaws.acm#ThrottlingException:http://x"})").code,
              "ThrottlingException");
    EXPECT_EQ(read_service_error({{"X-Amzn-ErrorType", "InvalidArnException:http://internal/"}}, "").code,
              "InvalidArnException");
}

TEST(ErrorBody, is_read_from_iam_and_sts_xml) {
    const auto error =
        read_service_error({}, R"(<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
        <Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>a &lt;b&gt;</Message></Error>
        <RequestId>r-2</RequestId></ErrorResponse>)");
    EXPECT_EQ(error.code, "NoSuchEntity");
    EXPECT_EQ(error.message, "a <b>");
    EXPECT_EQ(error.request_id, "r-2");
}

TEST(ErrorBody, is_read_from_ec2_xml) {
    const auto error = read_service_error(
        {},
        "<?xml "
        "version=\"1.0\"?>\n<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>m</Message>"
        "</Error></Errors><RequestID>r-3</RequestID></Response>");
    EXPECT_EQ(error.code, "UnauthorizedOperation");
    EXPECT_EQ(error.request_id, "r-3");
}

TEST(ErrorBody, without_an_envelope_has_no_code) {
    for (const char* body :
         {"", "   ", "null", "[]", "{", R"({"__type":)", "{}", R"({"__type":7})", "gateway",
          "<!doctype html><html><h1>Internal Server Error</h1></html>", "<Error", "<a><Code>x</Code></a>"})
        EXPECT_EQ(read_service_error({}, body).code, "") << body;
}

TEST(ErrorBody, is_made_printable) {
    EXPECT_EQ(printable("a\nb\x01\x7F"), "a b  ");
    EXPECT_EQ(printable("\xC3\xBC \xFF \xC0\x80 \xED\xA0\x80 \xF0\x9F\x94\x90 \xE6\x9D"),
              "\xC3\xBC ? ?? ??? \xF0\x9F\x94\x90 ??");
    EXPECT_EQ(printable(std::string(5000, 'x')).size(), 2000 + std::string_view{"…"}.size());
}

}  // namespace
}  // namespace certwright::aws
