#include "base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace certwright {

struct Metrics::State {
    prometheus::Registry registry;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

// Asking the registry for a family or a series that exists returns the one that exists.
void Metrics::count(const std::string& name, const std::string& help, const Labels& labels, double by) {
    prometheus::BuildCounter().Name(name).Help(help).Register(state_->registry).Add(labels).Increment(by);
}

void Metrics::set(const std::string& name, const std::string& help, double value, const Labels& labels) {
    prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry).Add(labels).Set(value);
}

void Metrics::observe_seconds(const std::string& name, const std::string& help, double seconds,
                              const Labels& labels) {
    static const prometheus::Histogram::BucketBoundaries buckets{0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5,
                                                                 1,     2.5,   5,    10,   30,  60};
    prometheus::BuildHistogram()
        .Name(name)
        .Help(help)
        .Register(state_->registry)
        .Add(labels, buckets)
        .Observe(seconds);
}

std::string Metrics::expose() const {
    return prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

}  // namespace certwright
