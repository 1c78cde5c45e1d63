using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace NumberVerify.Testing;

/// <summary>What OpenTelemetry exports of the library, kept in memory. It sees the whole process, so tests that count look for an operator of their own. Thread-safe.</summary>
internal sealed class TelemetryCapture : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Activity> spans = [];
    private readonly List<Point> points = [];
    private readonly TracerProvider tracer;
    private readonly MeterProvider meter;

    public TelemetryCapture()
    {
        tracer = Sdk.CreateTracerProviderBuilder().AddSource("NumberVerify").AddProcessor(new SimpleActivityExportProcessor(new Spans(this))).Build();
        meter = Sdk.CreateMeterProviderBuilder().AddMeter("NumberVerify").AddReader(new BaseExportingMetricReader(new Metrics(this)) { TemporalityPreference = MetricReaderTemporalityPreference.Delta }).Build();
    }

    /// <summary>One series of one instrument, and how often it was measured.</summary>
    internal sealed record Point(string Instrument, string Unit, IReadOnlyDictionary<string, object?> Tags, double Count)
    {
        public override string ToString() => $"{Instrument} {Unit} {string.Join(' ', Tags.Select(static tag => $"{tag.Key}={tag.Value}"))} {Count}";
    }

    public IReadOnlyList<Activity> SpansOf(string operatorName)
    {
        lock (gate)
        {
            return [.. spans.Where(span => Equals(span.GetTagItem("numberverify.operator"), operatorName))];
        }
    }

    public IReadOnlyList<Point> PointsOf(string operatorName)
    {
        meter.ForceFlush();
        lock (gate)
        {
            return [.. points.Where(point => Equals(point.Tags.GetValueOrDefault("numberverify.operator"), operatorName))];
        }
    }

    /// <summary>Everything that was exported, as text.</summary>
    public IReadOnlyList<string> Texts()
    {
        meter.ForceFlush();
        lock (gate)
        {
            return [.. spans.Select(TextOf), .. points.Select(static point => point.ToString())];
        }
    }

    public void Dispose()
    {
        tracer.Dispose();
        meter.Dispose();
    }

    private static string TextOf(Activity span) => string.Join(' ',
        [
            span.DisplayName, span.StatusDescription, span.TraceStateString,
            .. span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"),
            .. span.Baggage.Select(static item => $"{item.Key}={item.Value}"),
            .. span.Events.SelectMany(static item => item.Tags.Select(static tag => $"{tag.Key}={tag.Value}").Prepend(item.Name)),
        ]);

    private sealed class Spans(TelemetryCapture owner) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            lock (owner.gate)
            {
                foreach (var span in batch)
                {
                    owner.spans.Add(span);
                }
            }

            return ExportResult.Success;
        }
    }

    private sealed class Metrics(TelemetryCapture owner) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            lock (owner.gate)
            {
                foreach (var metric in batch)
                {
                    foreach (ref readonly var point in metric.GetMetricPoints())
                    {
                        var tags = new Dictionary<string, object?>();
                        foreach (var (name, value) in point.Tags)
                        {
                            tags[name] = value;
                        }

                        owner.points.Add(new Point(metric.Name, metric.Unit, tags, metric.MetricType == MetricType.Histogram ? point.GetHistogramCount() : point.GetSumLong()));
                    }
                }
            }

            return ExportResult.Success;
        }
    }
}
