//! The service under test starts, and takes care of itself.

use sea_orm::ConnectionTrait;
use tests::TestApp;

#[tokio::test]
async fn it_stands_on_the_day_it_is_told() {
    let app = TestApp::new().await;
    assert_eq!(app.now().to_rfc3339(), "2019-08-01T09:00:00+00:00");
    app.travel_to("2019-09-01");
    assert_eq!(app.now().to_rfc3339(), "2019-09-01T07:00:00+00:00");
    app.travel_to("2020-01-15");
    assert_eq!(app.now().to_rfc3339(), "2020-01-15T08:00:00+00:00");
}

#[tokio::test]
#[should_panic(expected = "mail is left waiting")]
async fn mail_left_waiting_fails_the_test() {
    let app = TestApp::new().await;
    put_mail_in_the_outbox(&app).await;
}

#[tokio::test]
async fn mail_may_be_left_waiting_by_saying_so() {
    let mut app = TestApp::new().await;
    put_mail_in_the_outbox(&app).await;
    app.leave_mail_undelivered();
}

#[tokio::test]
#[should_panic(expected = "+ outbox_mail: ")]
async fn a_change_where_none_may_be_is_told() {
    let mut app = TestApp::new().await;
    app.leave_mail_undelivered();
    app.changing_nothing(put_mail_in_the_outbox(&app)).await;
}

async fn put_mail_in_the_outbox(app: &TestApp) {
    let connection = app.database().connect().await;
    let postgres = connection.get_database_backend() == sea_orm::DbBackend::Postgres;
    let id = if postgres { "'01890000-0000-7000-8000-000000000001'" } else { "X'01890000000070008000000000000001'" };
    let at = "'2019-08-01 09:00:00+00:00'";
    for sql in [
        format!(
            "INSERT INTO person (id, email, name, locale, platform_admin, active, version)
                 VALUES ({id}, 'lezer@leek.example', 'Lezer', 'nl', false, true, 1)"
        ),
        format!(
            "INSERT INTO audit_event (id, chain, seq, kind, subject_kind, subject_id, permit, request_id, at,
                 changes, previous_hash, hash) VALUES ({id}, 'c', 1, 'K', 'K', {id}, 'P', 'r', {at}, '[]', '', 'h')"
        ),
        format!(
            "INSERT INTO outbox_mail (id, event_id, recipient_id, template, locale, address, recipient_name,
                 context, created_at, attempts, next_attempt_at)
                 VALUES ({id}, {id}, {id}, 't', 'nl', 'lezer@leek.example', 'Lezer', '{{}}', {at}, 0, {at})"
        ),
    ] {
        connection.execute_unprepared(&sql).await.unwrap();
    }
    connection.close().await.unwrap();
}
