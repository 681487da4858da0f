//! The service as a process of its own, which can be killed.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tests::{Client, SmtpSink, TestDatabase};

/// The settings of one service, whose processes come and go.
pub struct Service {
    address: SocketAddr,
    variables: Vec<(&'static str, String)>,
    _files: tempfile::TempDir,
}

/// A process that answers; killed with the value.
pub struct Process(Child);

impl Service {
    /// A service on this database that sends its mail to this server and looks for it every second.
    pub fn new(database: &TestDatabase, mailbox: &SmtpSink) -> Self {
        let files = tempfile::tempdir().unwrap();
        // Free a moment ago; nobody else asks for a port by number.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let variables = vec![
            ("REGIEKRING_LISTEN", address.to_string()),
            ("REGIEKRING_PUBLIC_URL", format!("http://{address}")),
            ("REGIEKRING_DATABASE__URL", database.url().expose().to_owned()),
            ("REGIEKRING_DATABASE__MAX_CONNECTIONS", "4".to_owned()),
            ("REGIEKRING_KEYS__FILE", files.path().join("signing-key.pem").display().to_string()),
            ("REGIEKRING_AUDIT__KEY_FILE", files.path().join("audit-key").display().to_string()),
            ("REGIEKRING_HTTP__WORKERS", "1".to_owned()),
            ("REGIEKRING_LOG__FILTER", "warn".to_owned()),
            ("REGIEKRING_MAIL__MODE", "smtp".to_owned()),
            ("REGIEKRING_MAIL__FROM", "Regiekring <regiekring@regiekring.example>".to_owned()),
            ("REGIEKRING_MAIL__HOST", mailbox.address().ip().to_string()),
            ("REGIEKRING_MAIL__PORT", mailbox.address().port().to_string()),
            ("REGIEKRING_MAIL__TLS", "none".to_owned()),
            ("REGIEKRING_MAIL__POLL_SECONDS", "1".to_owned()),
        ];
        Self { address, variables, _files: files }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_service-under-test"));
        command.args(arguments).env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Executes a command to its end.
    pub fn execute(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts a process and waits until it is ready.
    pub async fn serve(&self) -> Process {
        let process = Process(self.command(&["serve"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        let patience = Instant::now() + Duration::from_secs(30);
        let asking = reqwest::Client::builder().no_proxy().build().unwrap();
        let ready = format!("http://{}/readyz", self.address);
        while !asking.get(&ready).send().await.is_ok_and(|answer| answer.status() == 200) {
            assert!(Instant::now() < patience, "the service does not become ready");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        process
    }

    /// Somebody not signed in.
    pub fn stranger(&self) -> Client {
        Client::new(self.address)
    }
}

impl Process {
    /// The memory it holds that is no part of a file, in KiB: what it asked the system for and did not give back.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("RssAnon");
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }

    /// Ends it as `kill -9` does: it hears nothing and finishes nothing.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Fails only when it is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
