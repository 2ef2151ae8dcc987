/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-shape.h"

/* How the tables of a format are written down, for whoever has such tables. */

#define WORDS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define MEMBER(record, field, kind, ...) { #field, MADO_MEMBER_##kind, .offset = offsetof (record, field), __VA_ARGS__ }
#define RENAMED(record, field, name, kind, ...)                                                                        \
  { name, MADO_MEMBER_##kind, .offset = offsetof (record, field), __VA_ARGS__ }
#define REQUIRED .presence = MADO_MEMBER_REQUIRED
#define INHERITED .presence = MADO_MEMBER_INHERITED
#define SHAPE(record, key_kind, ...)                                                                                   \
  {                                                                                                                    \
    .size = sizeof (record), .key = MADO_KEY_##key_kind, .members = (const MadoMember[])                               \
    {                                                                                                                  \
      __VA_ARGS__,                                                                                                     \
      {                                                                                                                \
      }                                                                                                                \
    }                                                                                                                  \
  }
