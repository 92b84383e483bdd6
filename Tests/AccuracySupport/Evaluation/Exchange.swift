import SLODSL
import ServerSupport

extension TimeSeries {
  /// As a server takes it.
  var written: RemoteWrite.Series {
    RemoteWrite.Series(
      labels: labels.labels.map { ($0.name, $0.value) },
      samples: samples.map { ($0.time, $0.value) }
    )
  }
}

extension QueryAnswer {
  /// As the server gave it, which shows no marks of ends.
  var timeSeries: [TimeSeries] {
    series.map { series in
      TimeSeries(
        SeriesIdentity(series.labels.map { Label($0.key, $0.value) }),
        series.points.map { Sample(time: Int64(($0.time * 1000).rounded()), value: $0.value) }
      )
    }
  }
}
