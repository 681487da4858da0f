//! Folders and files that nobody but their owner may read: keys, the database, mail that lies in a folder.
//!
//! Knows the file system alone. On systems without Unix permissions it makes them plainly, and the folder around has
//! to guard them.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io,
    path::Path,
};

/// Makes a folder with all above it; those it makes are for their owner alone.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file with these options; when it makes it, it is for its owner alone.
pub fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Warns when others on this machine can read what is at `path`: made by an earlier version, or by other hands.
#[cfg(unix)]
pub fn warn_if_exposed(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = path.metadata() else { return };
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        let (path, mode) = (path.display(), format!("{mode:03o}"));
        tracing::warn!(%path, mode, "others on this machine can read this; chmod go= takes that away");
    }
}

/// There are no permissions to look at.
#[cfg(not(unix))]
pub fn warn_if_exposed(_path: &Path) {}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().map_or(0, |it| it.permissions().mode()) & 0o777
    }

    #[test]
    fn what_is_made_is_for_its_owner_alone_and_what_was_there_stays_as_it_was() {
        let place = std::env::temp_dir().join(format!("regiekring-private-{}", std::process::id()));
        let deeper = place.join("deeper");
        make_folder(&deeper).unwrap();
        assert_eq!((mode(&place), mode(&deeper)), (0o700, 0o700));
        let file = deeper.join("file");
        open(OpenOptions::new().create(true).append(true), &file).unwrap();
        assert_eq!(mode(&file), 0o600);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        open(OpenOptions::new().create(true).append(true), &file).unwrap();
        assert_eq!(mode(&file), 0o640);
        make_folder(&deeper).unwrap();
        std::fs::remove_dir_all(&place).unwrap();
    }
}
