#include "sandbox/sqs/queue_policy.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace certwright::sandbox::sqs {
namespace {

const std::string queue = "arn:aws:sqs:us-east-1:000000000000:events";
const Deliverer eventbridge{.service = "events.amazonaws.com",
                            .source_arn = "arn:aws:events:us-east-1:000000000000:rule/mine",
                            .account_id = "000000000000"};

/// A statement that allows everything but for what is said.
bool lets_in(std::string_view principal, std::string_view action = "sqs:SendMessage",
             std::string_view resource = queue) {
    const auto text = fmt::format(
        R"({{"Statement": {{"Effect": "Allow", "Principal": {}, "Action": "{}", "Resource": "{}"}}}})",
        principal, action, resource);
    return QueuePolicy::parse(text).lets_send(eventbridge, queue);
}

TEST(QueuePolicy, lets_in_whom_it_names) {
    EXPECT_TRUE(lets_in(R"({"Service": "events.amazonaws.com"})"));
    EXPECT_TRUE(lets_in(R"({"Service": ["sns.amazonaws.com", "events.amazonaws.com"]})"));
    EXPECT_TRUE(lets_in(R"("*")"));
    EXPECT_TRUE(lets_in(R"({"AWS": "*"})"));
    EXPECT_FALSE(lets_in(R"({"Service": "sns.amazonaws.com"})"));
    EXPECT_FALSE(lets_in(R"({"AWS": "arn:aws:iam::000000000000:root"})"));
}

TEST(QueuePolicy, is_about_sending_to_the_queue) {
    EXPECT_TRUE(lets_in(R"("*")", "SQS:*"));
    EXPECT_TRUE(lets_in(R"("*")", "sqs:send?essage", "arn:aws:sqs:*:events"));
    EXPECT_FALSE(lets_in(R"("*")", "sqs:ReceiveMessage"));
    EXPECT_FALSE(lets_in(R"("*")", "sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:other"));
}

TEST(QueuePolicy, denies_by_any_statement) {
    const auto policy = QueuePolicy::parse(
        R"({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
                          {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
                           "Condition": {"StringLike": {"AWS:SourceArn": "*:rule/m*"}}}]})");
    EXPECT_FALSE(policy.lets_send(eventbridge, queue));
    auto other = eventbridge;
    other.source_arn = "arn:aws:events:us-east-1:000000000000:rule/other";
    EXPECT_TRUE(policy.lets_send(other, queue));
}

TEST(QueuePolicy, refuses_conditions_that_are_not_acted_out) {
    for (const auto* condition : {R"({"Bool": {"aws:SecureTransport": "true"}})",
                                  R"({"StringEquals": {"aws:PrincipalOrgID": "o-1"}})"}) {
        const auto policy = QueuePolicy::parse(fmt::format(
            R"({{"Statement": [{{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*",
                                "Condition": {}}}]}})",
            condition));
        EXPECT_THROW(policy.check(), Error) << condition;
        EXPECT_FALSE(policy.lets_send(eventbridge, queue)) << condition;
    }
    for (const auto* text : {"[]", "{}", R"({"Statement": [1]})"})
        EXPECT_THROW(QueuePolicy::parse(text), Error) << text;
}

}  // namespace
}  // namespace certwright::sandbox::sqs
