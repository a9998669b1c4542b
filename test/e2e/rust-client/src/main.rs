//! Lets ilert's own crate write and read services and incidents at the address it is given, and prints what the crate
//! understood of each answer: a line of JSON each.

use std::env;

use ilert::ilert::ILert;
use ilert::ilert_builders::{
    BaseRequestExecutor, IncidentDeleteApiResource, IncidentGetApiResource, IncidentPostApiResource,
    IncidentPutApiResource, ServiceDeleteApiResource, ServiceGetApiResource, ServicePostApiResource,
    ServicePutApiResource,
};
use serde_json::{json, Value};

/// Sends a request; answers what the crate made of the body: nothing, unless it took the answer for JSON.
async fn told(step: &str, request: Box<&dyn BaseRequestExecutor>) -> Value {
    let answer = request.execute().await.unwrap_or_else(|error| panic!("{step}: {error}"));
    let body = answer.body_json.unwrap_or(Value::Null);
    println!("{}", json!({ "step": step, "status": answer.status.as_u16(), "body": body }));
    body
}

fn id_of(entity: &Value) -> i64 {
    entity["id"].as_i64().expect("an id is a number")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let host = env::args().nth(1).expect("the address to talk to");
    let mut client = ILert::new_with_opts(Some(&host), Some(&host), Some(60), Some("tocsin-test/1")).expect("a client");
    client.auth_via_token(&env::var("ILERT_API_TOKEN").expect("ILERT_API_TOKEN")).expect("a token");

    let shop = json!({ "name": "Shop / Köln", "alias": "shop", "description": "What customers see", "showUptimeHistory": false });
    let service = id_of(&told("create service", client.create().service_raw(&shop)).await);
    told("read service", client.get().service(service)).await;
    told("list services", client.get().skip(0).limit(10).services()).await;
    told("list services with uptime", client.get().filter("include", "uptime").services()).await;

    let affected = json!([{ "impact": "PARTIAL_OUTAGE", "service": { "id": service } }]);
    let outage = json!({ "summary": "Slow", "status": "INVESTIGATING", "message": "**We look**", "affectedServices": affected });
    let incident = id_of(&told("create incident", client.create().incident_raw(&outage)).await);
    told("read incident", client.get().incident(incident)).await;
    told("list open incidents", client.get().limit(10).filter("states", "INVESTIGATING").filter("states", "MONITORING").incidents()).await;
    told("read affected service", client.get().service(service)).await;

    let over = json!({ "summary": "Slow", "status": "RESOLVED", "message": "Over", "affectedServices": affected });
    told("resolve incident", client.update().incident_raw(incident, &over)).await;
    let renamed = json!({ "name": "Shop", "status": "OPERATIONAL" });
    told("change service", client.update().service_raw(service, &renamed)).await;

    told("delete incident", client.delete().incident(incident)).await;
    told("read deleted incident", client.get().incident(incident)).await;
    told("delete service", client.delete().service(service)).await;
    told("read deleted service", client.get().service(service)).await;
    told("delete absent service", client.delete().service(service)).await;
}
