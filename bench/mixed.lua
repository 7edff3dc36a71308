-- Asks for the addresses of a file in random order, each for a network of its own: one "path<TAB>etag or -"
-- to a line. Says at the end what came of it.
local requests = {}

function init(arguments)
  math.randomseed(tonumber(arguments[2]))
  for line in io.lines(arguments[1]) do
    local path, etag = line:match("^(.-)\t(.*)$")
    local number = #requests + 1
    local network = string.format("127.%d.%d.1", 16 + math.floor(number / 256), number % 256)
    local headers = {["Accept-Encoding"] = "gzip, deflate, br", ["X-Forwarded-For"] = network}
    if etag ~= "-" then headers["If-None-Match"] = etag end
    requests[number] = wrk.format("GET", path, headers)
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "p99": %f, "worst": %f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
