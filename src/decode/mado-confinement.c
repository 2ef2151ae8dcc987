/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From here on this process computes and writes to what is open: no network, no other program, no file but fonts, and
 * those only to be read; little memory and little time. Why so is in docs/decisions/. */

#include "mado-confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_MEMORY (1024ul * 1024 * 1024)
#define MOST_SECONDS 20
#define MOST_FILES 64

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
/* cppcheck-suppress preprocessorErrorDirective */
#error "the decoder is confined on x86-64 and on 64-bit ARM alone"
#endif

static gboolean
limit (__rlimit_resource_t what, rlim_t most)
{
  const struct rlimit bound = { most, most };

  return setrlimit (what, &bound) == 0;
}

static gboolean
limit_resources (void)
{
#if !defined(__SANITIZE_ADDRESS__) /* whose shadow is larger than any bound */
  if (!limit (RLIMIT_AS, MOST_MEMORY))
    return FALSE;
#endif

  return limit (RLIMIT_CPU, MOST_SECONDS) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CORE, 0) &&
         limit (RLIMIT_NOFILE, MOST_FILES);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define ALL_OF_VERSION_1 ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static void
allow_reading (int rules, const char *folder)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = READING,
                                             .parent_fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC) };

  if (rule.parent_fd < 0)
    return; /* ignored: there is nothing to be read */
  /* ignored: what cannot be allowed stays forbidden */
  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Returns: whether files are kept away, all but fonts and what describes them */
static gboolean
keep_files_away (void)
{
  static const char *const folders[] = { "/usr/share/fonts",   "/usr/share/fontconfig",
                                         "/usr/share/poppler", "/usr/share/xml",
                                         "/etc/fonts",         "/var/cache/fontconfig" };
  const struct landlock_ruleset_attr handled = { .handled_access_fs = ALL_OF_VERSION_1 };
  int rules = (int) syscall (SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
  gboolean is_kept;

  if (rules < 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    allow_reading (rules, folders[i]);
  is_kept = syscall (SYS_landlock_restrict_self, rules, 0) == 0;
  close (rules);

  return is_kept;
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

#define LOAD(member) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, member))
#define ALLOW BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define MAY(call) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), ALLOW
/* The argument is the low half; both machines are little-endian. */
#define MAY_WITHOUT(call, argument, bits)                                                                              \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), LOAD (args[argument]),                                      \
      BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), REFUSE, ALLOW

/* What is not listed fails, as if this machine did not have it. Nothing becomes a program that was written here. */
static gboolean
refuse_calls (void)
{
  const struct sock_filter filter[] = {
    LOAD (arch),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    LOAD (nr),
    MAY (read),
    MAY (write),
    MAY (readv),
    MAY (writev),
    MAY (pread64),
    MAY (lseek),
    MAY (close),
    MAY (fstat),
    MAY (munmap),
    MAY (mremap),
    MAY (madvise),
    MAY (brk),
    MAY (futex),
    MAY (getrandom),
    MAY (clock_gettime),
    MAY (rt_sigaction),
    MAY (rt_sigprocmask),
    MAY (rt_sigreturn),
    MAY (getpid),
    MAY (gettid),
    MAY (getuid),
    MAY (geteuid),
    MAY (sysinfo),
    MAY (exit),
    MAY (exit_group),
    MAY_WITHOUT (mmap, 2, PROT_EXEC),
    LOAD (nr),
    MAY_WITHOUT (mprotect, 2, PROT_EXEC),
    LOAD (nr),
    MAY (newfstatat),
    MAY (statx),
    MAY (faccessat),
    MAY (readlinkat),
    MAY (getdents64),
    MAY (fcntl),
#ifdef __NR_access
    MAY (access),
#endif
    MAY_WITHOUT (openat, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC),
    REFUSE,
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), (struct sock_filter *) filter };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

static gboolean
refuse_opening (void)
{
  const struct sock_filter filter[] = {
    LOAD (nr),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_openat, 0, 1),
    REFUSE,
    ALLOW,
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), (struct sock_filter *) filter };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

/**
 * mado_confinement_enter:
 *
 * There is no way back. Where the kernel cannot keep files away, none can be opened at all.
 *
 * Returns: whether the process is confined; where not, it must read nothing
 */
gboolean
mado_confinement_enter (void)
{
  if (!limit_resources () || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;

  return (keep_files_away () || refuse_opening ()) && refuse_calls ();
}
