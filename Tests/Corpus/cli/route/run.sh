# Who is told: by the project, an owner, a service, an SLO; several; nobody; what there is not.
cat > specs/routes.slo <<'SPEC'
import "catalog/http.slo"

project { page: pager; ticket: chat; external: cluster; runbooks: "https://runbooks.example.com" }
receiver pager: PagerDuty(routingKeyFile: "secrets/pagerduty")
receiver chat: Slack(channel: "#shop", urlFile: "secrets/slack")
receiver mail: Email(to: "web@example.com", from: "alerts@example.com", smarthost: "mail:25", passwordFile: "secrets/mail")
policy waking { page(burning: 10x, over: 1h, and: 5m) }

service web {
    owner: "web"
    page: pager, mail
    slo availability: 99.9% over 7d {
        by: route
        events: http_requests_total
        bad: code in 500...599
    }
}
service cart {
    owner: "shop"
    slo availability: 99.9% over 7d { events: http_requests_total; bad: code in 500...599 }
    slo reads: 99% over 7d {
        policy: waking
        page: mail
        events: http_requests_total where route == "/pay"
        bad: code in 500...599
    }
}
SPEC
cd specs
slogen route web/availability --specs routes.slo
echo
slogen route cart/reads --severity page --specs routes.slo
echo
slogen route checkout/availability --severity ticket --specs checkout.slo
try() {
  echo "\$ slogen route $*"
  slogen route "$@" 2>&1
  echo "exit code $?"
}
try cart/reads --severity ticket --specs routes.slo
try cart/read --specs routes.slo
try web/availability --severity urgent --specs routes.slo
try --specs routes.slo
cat > heartbeat.slo <<'SPEC'
receiver deadman: Webhook(url: "https://deadman.example.com/ping")
receiver chat: Slack(channel: "#shop", urlFile: "/etc/alertmanager/slack")
project { ticket: chat; heartbeat: deadman(every: 5m); retention: 35d }
metric jobs_total: Counter { labels: status in ["ok", "failed"] }
service jobs { slo done: 99% over 7d { events: jobs_total; bad: status == "failed" } }
SPEC
try Watchdog --specs heartbeat.slo
try SLORulesFailing --specs heartbeat.slo
try Watchdog --specs routes.slo
