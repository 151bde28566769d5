#pragma once

#include <map>
#include <memory>
#include <string>

namespace certwright {

/// Numbers for Prometheus. One per process, made by the composition root and handed down; each name
/// keeps one help text. Thread-safe. Label values must come from small sets (an operation, a region),
/// never from user input.
class Metrics {
  public:
    using Labels = std::map<std::string, std::string>;

    Metrics();
    ~Metrics();

    void count(const std::string& name, const std::string& help, const Labels& labels = {}, double by = 1);
    void set(const std::string& name, const std::string& help, double value, const Labels& labels = {});
    /// Observes a duration into a histogram with buckets from 1 ms to 60 s.
    void observe_seconds(const std::string& name, const std::string& help, double seconds,
                         const Labels& labels = {});
    /// The text exposition format, version 0.0.4.
    std::string expose() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright
