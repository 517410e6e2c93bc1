/* SPDX-License-Identifier: Apache-2.0 */
/* Source annotations of Windows headers and drivers: they mean nothing to the compilers used here.
 */
#ifndef NDC_WDK_PART_SAL_H
#define NDC_WDK_PART_SAL_H

#define IN
#define OUT
#define OPTIONAL
#define _In_
#define _In_opt_
#define _In_z_
#define _In_reads_(count)
#define _In_reads_opt_(count)
#define _In_reads_bytes_(bytes)
#define _In_reads_bytes_opt_(bytes)
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(count)
#define _Inout_updates_bytes_(bytes)
#define _Out_
#define _Out_opt_
#define _Out_writes_(count)
#define _Out_writes_opt_(count)
#define _Out_writes_bytes_(bytes)
#define _Out_writes_bytes_opt_(bytes)
#define _Outptr_
#define _Outptr_opt_
#define _Outptr_result_maybenull_
#define _Reserved_
#define _Ret_maybenull_
#define _Must_inspect_result_
#define _Check_return_
#define _Success_(condition)
#define _When_(condition, annotation)
#define _At_(target, annotation)
#define _Post_satisfies_(condition)
#define _Pre_satisfies_(condition)
#define _Field_size_(count)
#define _Field_size_bytes_(bytes)
#define _Field_range_(low, high)
#define _Struct_size_bytes_(bytes)
#define _Null_terminated_
#define _Printf_format_string_
#define _Use_decl_annotations_
#define _Function_class_(name)
#define _Dispatch_type_(type)
#define _IRQL_requires_(irql)
#define _IRQL_requires_max_(irql)
#define _IRQL_requires_min_(irql)
#define _IRQL_requires_same_
#define _IRQL_raises_(irql)
#define _IRQL_saves_
#define _IRQL_restores_
#define _IRQL_saves_global_(kind, place)
#define _IRQL_restores_global_(kind, place)
#define _Acquires_lock_(lock)
#define _Releases_lock_(lock)
#define _Requires_lock_held_(lock)
#define _Requires_lock_not_held_(lock)
#define _Guarded_by_(lock)
#define _Interlocked_operand_
#define _Kernel_clear_do_init_(answer)
#define __drv_allocatesMem(kind)
#define __drv_freesMem(kind)
#define __drv_aliasesMem
#define __in
#define __in_opt
#define __inout
#define __inout_opt
#define __out
#define __out_opt
#define __checkReturn
#define __forceinline static inline __attribute__((always_inline, unused))

#endif
