package dev.fracas.model.addressspace;

/** What one kernel asks the other about a page, and the kernel's name of the message. */
public enum Request {
    /** Handle a write fault of the page as if it were the origin's. */
    FAULT("remote_page_request"),
    /** Send a copy of the page, for a read fault. */
    PAGE_TO_READ("remote_page_request"),
    /** Send the page, for a write fault. */
    PAGE_TO_WRITE("remote_page_request"),
    /** Invalidate the copy of the page. */
    INVALIDATE("page_invalidate_request"),
    /** Unmap the page. */
    UNMAP("vma_op_request"),
    /** Map the page. */
    MAP("vma_op_request"),
    /** Take the permission to write the page away. */
    PROTECT("vma_op_request"),
    /** Drop the leaf and the TLB entries of the page, which is about to be copied. */
    DROP_LEAF("drop_leaf_request"),
    /** Write-protect the leaf of the page, which a child is about to share. */
    WRITE_PROTECT("write_protect_request"),
    /** Stop the process's threads. */
    STOP("task_exit_origin");

    final String message;

    Request(String message) {
        this.message = message;
    }

    public static Request page(boolean write) {
        return write ? PAGE_TO_WRITE : PAGE_TO_READ;
    }

    public boolean isWrite() {
        return this == PAGE_TO_WRITE;
    }

    /** The request about that page. */
    public PageMessage of(int page) {
        return new PageMessage(this, page);
    }
}
